"""The graph as RDF, in files, for rdflib, in SPARQL and in stores elsewhere."""

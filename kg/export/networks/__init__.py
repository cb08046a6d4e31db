"""The graph for networkx and the programs that draw and store networks."""

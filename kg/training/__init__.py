"""How the reader's weights are made, from annotated texts to a folder that `kg extract --reader` takes."""

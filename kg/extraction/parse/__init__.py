"""Text to parsed sentences: what is worth a parse, in which pieces, with the words shown to the parser and its errors mended."""

"""One file a format: the named values of each article in it."""

"""Which parties of a sentence are related: the learned reader, and what it sees."""

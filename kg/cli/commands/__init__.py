"""The commands, by what they take."""

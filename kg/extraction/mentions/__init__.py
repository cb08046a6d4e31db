"""Parsed text to mentions of parties: names, descriptions, titles, pronouns."""

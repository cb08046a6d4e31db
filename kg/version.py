"""The one place of the version: packages, runs and databases read it here."""

__version__ = "0.2.0"

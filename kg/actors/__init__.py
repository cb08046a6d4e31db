"""Mentions to actors, within a document and across documents."""

from kg.actors.resolver import Resolution, Resolver

__all__ = ["Resolution", "Resolver"]

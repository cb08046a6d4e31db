"""What is one event, one actor, one text: pairs are scored or judged by people, and connected components of them are one."""

from kg.sameness.components import Join, groups
from kg.sameness.copies import Copies, Copy
from kg.sameness.descriptions import merged_descriptions
from kg.sameness.judgements import Judgement, Judgements

__all__ = ["Copies", "Copy", "Join", "Judgement", "Judgements", "groups", "merged_descriptions"]

"""What the words of a parse are: finite or not, passive or not, and which verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

FINITE = frozenset({"VBD", "VBP", "VBZ"})
SUBJECTS = ("nsubj", "nsubjpass")
RELATIVE_PRONOUNS = frozenset({"who", "which", "that", "whom"})
# verbs whose silent e the lemmatizer loses: hoped, staged
SILENT_E = frozenset({"hop", "fin", "lambast", "rap", "stag", "wag"})


def is_verb(token: Token) -> bool:
    """Whether a word is a predicate of its own, though the parse may call it a noun that has an object."""
    if token.pos_ == "NOUN":
        if token.dep_ != "ROOT" or not any(c.pos_ == "PROPN" for c in token.lefts):
            return False
        return any(c.dep_ == "dobj" and (c.is_lower or token.tag_ == "NNS") for c in token.rights)
    return token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass", "amod", "compound")


def is_passive(verb: Token) -> bool:
    """Whether the verb's surface subject undergoes the deed, auxiliary or not."""
    if any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children):
        return True
    if any(c.dep_ in ("aux", "dobj") for c in verb.children):
        return False
    if verb.tag_ == "VBD" and any(c.dep_ == "agent" for c in verb.children):
        return True  # a headline's "Ukraine hit by drones"
    if verb.tag_ != "VBN":
        return False
    if verb.dep_ in ("acl", "advcl"):
        return True
    return (
        verb.dep_ == "conj"
        and is_verb(verb.head)
        and is_passive(verb.head)
        and not any(c.dep_ in SUBJECTS for c in verb.children)
    )


def has_to(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def lemma_of(token: Token) -> str:
    lemma = str(token.lemma_).lower()
    if lemma in SILENT_E and token.lower_ in (f"{lemma}ed", f"{lemma}ing", f"{lemma}es"):
        return f"{lemma}e"
    return lemma.removesuffix("e") if lemma.startswith("co-") else lemma  # "co-sponsored"

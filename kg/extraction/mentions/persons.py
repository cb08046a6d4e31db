"""Which common nouns name persons: by how they are made of other words, no list of them."""

from __future__ import annotations

from dataclasses import dataclass

AGENTS = ("er", "or", "ee", "ant")  # behind a verb: surfer, sailor, trainee, consultant
HUMAN_ENDINGS = ("man", "men", "woman", "women", "person")
SHORTEST = 5  # letters; shorter words are rarely made of others


@dataclass(frozen=True, slots=True)
class PersonNouns:
    """Tells nouns for persons by the `verbs` and `nouns` (base forms) that they are made of."""

    verbs: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()

    def __contains__(self, noun: str) -> bool:
        """Whether a noun, in the singular and lower case, names a person: "surfer", "tourist", "waitress"; not "corner"."""
        if len(noun) < SHORTEST:
            return False
        if noun.endswith(HUMAN_ENDINGS) or noun.endswith("ian"):
            return True
        if noun.endswith("ist"):
            return not noun.endswith("list") or noun[:-4] not in self.nouns | self.verbs
        if noun.endswith("eer") and noun[:-3] in self.nouns:
            return True
        if noun.endswith("ess"):
            return self._female(noun)
        made = (noun.removesuffix(ending) for ending in AGENTS if noun.endswith(ending))
        return noun not in self.verbs and any(map(self._verb, made))

    def _female(self, noun: str) -> bool:
        if noun.endswith(("ness", "cess")):
            return False
        stem = noun.removesuffix("ess")
        males = (stem, f"{stem}or", f"{stem}er", f"{stem[:-1]}er", f"{stem[:-1]}or")
        return any(male in self.nouns and male not in self.verbs for male in males)

    def _verb(self, stem: str) -> bool:
        bases = [stem, f"{stem}e"]
        if len(stem) > 2 and stem[-1] == stem[-2]:
            bases.append(stem[:-1])
        if stem.endswith("i"):
            bases.append(f"{stem[:-1]}y")
        return any(base in self.verbs for base in bases)

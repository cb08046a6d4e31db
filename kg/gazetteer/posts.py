"""What an office is by the words of its title: "Secretary of Defense" and "defence minister" are one."""

from __future__ import annotations

from collections.abc import Mapping

LONGEST_POST = 5  # words of an entry
RANKS = frozenset({"minister", "deputy", "former", "spokesperson"})
HEADS = frozenset({"president", "prime minister", "monarch", "leader", "supreme leader"})


def posts(title: str, words: Mapping[str, str]) -> frozenset[str]:
    """The keys of ``office_words.csv`` that a title holds, the longest entries first."""
    parts = title.lower().replace("’", "'").replace(",", " ").split()
    found: set[str] = set()
    start = 0
    while start < len(parts):
        for end in range(min(len(parts), start + LONGEST_POST), start, -1):
            if (key := words.get(" ".join(parts[start:end]))) is not None:
                found.add(key)
                start = end
                break
        else:
            start += 1
    return frozenset(found)


def same_post(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two titles may name one office: a bare "minister" is any minister, a "leader" any head of a state."""
    if ("deputy" in one) != ("deputy" in other) or ("spokesperson" in one) != ("spokesperson" in other):
        return False
    if "leader" in one | other and one & HEADS and other & HEADS:
        return True
    if (one - RANKS) & (other - RANKS):
        return True
    bare = "minister" in one & other and not (one - RANKS and other - RANKS)
    return bare and bool(one | other)

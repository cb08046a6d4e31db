"""The title before a name, however it is built: "Defence Secretary", "South Korean Minister of National Defense"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.ids import of_kind

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kg.extraction.mentions.names import NameSpan
    from kg.gazetteer import Gazetteer

HOLDING = frozenset({"title", "official", "address"})  # senses of role nouns that stand before the name of who holds them
TITLE_LINKS = frozenset({"of", "for"})
LONGEST_TITLE = 9  # words of a title
WITHIN_TITLE = frozenset({"and", "the", "&", ",", "-", "of", "for"})
NAME_PARTICLES = frozenset("al el de del della da dos du van von der den ter bin ibn la".split())
TIME_LABELS = frozenset({"DATE", "TIME"})
RUNNING = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "VBG"})


@dataclass(frozen=True, slots=True)
class Title:
    """A title over the tokens `start` to `end` (exclusive) of a Doc; `head` is the noun that it is one of, `words` all of it."""

    start: int
    end: int
    head: int
    role: str
    words: str


def title_before(doc: Doc, end: int, gazetteer: Gazetteer) -> Title | None:
    """The title that ends before token `end`, in which a name starts."""
    if end and doc[end].is_sent_start and not doc[end - 1].text[:1].isupper():
        return None
    return _plain(doc, end, gazetteer) or _of(doc, end, gazetteer)


def _role(doc: Doc, end: int, gazetteer: Gazetteer) -> tuple[int, str] | None:
    """The longest noun of the tables that ends before `end` and may stand before a name: its start and itself."""
    if not end or doc[end - 1].lower_ not in gazetteer.role_ends:
        return None
    for start in range(max(0, end - 4), end):
        words = doc[start:end].text.lower().replace(" - ", "-")
        role = gazetteer.roles.get(words)
        if role is not None and role.sense in HOLDING:
            return start, words
    return None


def _plain(doc: Doc, end: int, gazetteer: Gazetteer) -> Title | None:
    found = _role(doc, end, gazetteer)
    if found is None:
        return None
    start, role = found
    first = start
    while first and end - first < LONGEST_TITLE and _modifies(doc, first - 1, gazetteer):
        first -= 1  # "Tourism Minister"
    head = next((i for i in range(start + 1, end) if doc[i].lower_ in TITLE_LINKS), end) - 1
    return Title(first, end, head, role, doc[first:end].text.lower())


def _modifies(doc: Doc, i: int, gazetteer: Gazetteer) -> bool:
    word = doc[i]
    return word.lower_ in gazetteer.post_words and not word.is_sent_end


def _of(doc: Doc, end: int, gazetteer: Gazetteer) -> Title | None:
    """ "Minister of National Defense", "minister for trade": a title, a link, and what the office is for."""
    for i in range(end - 1, max(0, end - LONGEST_TITLE), -1):
        word = doc[i]
        if word.lower_ in TITLE_LINKS and i < end - 1 and (found := _role(doc, i, gazetteer)) is not None:
            words = doc[found[0] : end].text.lower()
            role = next((r for r in (words, *_named(words, gazetteer)) if r in gazetteer.roles), found[1])
            return Title(found[0], end, i - 1, role, words)
        if word.lower_ not in WITHIN_TITLE and word.tag_ not in RUNNING or word.is_sent_start:
            return None
    return None


def _named(words: str, gazetteer: Gazetteer) -> list[str]:
    """The shorter names that an office may have: of "minister of national defense" "defence minister"."""
    return sorted(f"{post} minister" for post in gazetteer.posts(words) - {"minister"}) if "minister" in words else []


def titled_names(doc: Doc, spans: Sequence[NameSpan], gazetteer: Gazetteer, words: frozenset[str]) -> list[tuple[int, int]]:
    """Names that no table knows behind titles, whatever the recogniser takes them for: "Polish Minister of Health NAME"."""
    covered = {i: s for s in spans for i in range(s.start, s.end)}
    found = []
    for token in doc:
        start = _behind(doc, token.i, gazetteer, words)
        borne = start is not None and _borne(doc, start, covered, gazetteer)
        if start is None or not borne and not _begins(doc, start, covered, gazetteer, words):
            continue
        end = start + 1
        while end < len(doc) and not doc[end].is_sent_start and _goes_on(doc, end, covered, gazetteer):
            end += 1
        while doc[end - 1].lower_ in NAME_PARTICLES or doc[end - 1].text == "-":
            end -= 1
        if not gazetteer.things.get(doc[end - 1].lower_) and not any(_known(s, start, end, borne) for s in spans):
            found.append((start, end))
    return found


def _known(span: NameSpan, start: int, end: int, borne: bool) -> bool:
    """Whether a known name reaches over a new one, or is the very same and no place's that a person bears."""
    if span.end <= start or end <= span.start:
        return False
    return span.start < start or span.end > end or len(span) == end - start and not borne


def _behind(doc: Doc, i: int, gazetteer: Gazetteer, words: frozenset[str]) -> int | None:
    """Where what follows the title that ends at token `i`, or that it is the noun of, begins."""
    found = _role(doc, i + 1, gazetteer)
    if found is None or gazetteer.roles[found[1]].number == "plural" or i + 1 >= len(doc) or doc[i].is_sent_end:
        return None
    after = i + 1
    if doc[after].lower_ not in TITLE_LINKS:
        return None if _role(doc, after + 1, gazetteer) and doc[after].text[:1].isupper() else after
    while after < len(doc) and after - i < LONGEST_TITLE and not doc[after].is_sent_start:
        word = doc[after]
        if word.lower_ not in WITHIN_TITLE and not _ordinary(word.lower_, gazetteer, words):
            return after if doc[after - 1].lower_ not in WITHIN_TITLE else None
        after += 1
    return None


def _ordinary(word: str, gazetteer: Gazetteer, words: frozenset[str]) -> bool:
    base = word.removesuffix("s")
    return word in gazetteer.post_words or word in words or base in words or word.endswith("ies") and f"{word[:-3]}y" in words


def _begins(doc: Doc, i: int, covered: Mapping[int, NameSpan], gazetteer: Gazetteer, words: frozenset[str]) -> bool:
    """Whether a word may begin a name: in capitals, no word of the language, no known party."""
    word = doc[i]
    span = covered.get(i)
    known = span is not None and not all(of_kind(c, "person") for c in span.candidates)
    plain = word.text[:1].isupper() and not word.text.isupper() and len(word) > 1 and word.is_alpha
    ordinary = _ordinary(word.lower_, gazetteer, words) or word.lemma_.lower() in words
    return plain and not known and not ordinary and word.ent_type_ not in TIME_LABELS


def _borne(doc: Doc, i: int, covered: Mapping[int, NameSpan], gazetteer: Gazetteer) -> bool:
    """Whether a place's name is a person's: a title of another state stands before it, "Guatemalan President Montenegro"."""
    span, title = covered.get(i), title_before(doc, i, gazetteer)
    if span is not None and span.candidates[:1] and of_kind(span.candidates[0], "person"):
        return False
    if span is None or title is None or span.start != i or span.form in ("adjective", "demonym") or not doc[title.head].is_title:
        return False
    owner = covered.get(title.start - 1) or covered.get(title.start - 2)
    return owner is not None and bool(owner.countries) and owner.countries != span.countries and bool(span.countries)


def _goes_on(doc: Doc, i: int, covered: Mapping[int, NameSpan], gazetteer: Gazetteer) -> bool:
    word = doc[i]
    if word.text == "-" or word.lower_ in NAME_PARTICLES:
        return i + 1 < len(doc) and doc[i + 1].text[:1].isupper() or word.text == "-" and doc[i + 1 : i + 2].text.islower()
    span = covered.get(i)
    known = span is not None and not all(of_kind(c, "person") for c in span.candidates)
    capital = word.text[:1].isupper() or doc[i - 1].text == "-"
    return capital and not known and word.ent_type_ not in TIME_LABELS and word.lower_ not in gazetteer.roles


def name_in(doc: Doc, start: int, end: int, gazetteer: Gazetteer) -> int | None:
    """Where a person's name begins in an entity that a title opens or stands before: after "Representative", "Defense"."""
    first = end
    while first > start and _of_name(doc, first - 1, gazetteer):
        first -= 1
    title = title_before(doc, first, gazetteer) if 0 < first < end else None
    if title is None or first != start and gazetteer.roles[title.role].number == "plural" and doc[title.head].text[:1].isupper():
        return None
    if gazetteer.things.get(doc[end - 1].lower_) or doc[first].is_sent_start:
        return None
    # "General Motors" is no general
    return first if end - first > 1 or title.start < start or title.words != title.role else None


def _of_name(doc: Doc, i: int, gazetteer: Gazetteer) -> bool:
    word = doc[i]
    capital = word.text[:1].isupper() or word.text == "-" or bool(i) and doc[i - 1].text == "-"
    known = (
        word.lower_ in gazetteer.roles or word.lower_ in gazetteer.post_words or word.lower_ in WITHIN_TITLE and word.text != "-"
    )
    return capital and not known

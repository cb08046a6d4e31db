"""Who did it: from the agents of a frame to mentions of actors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.parse.verbs import is_verb, lemma_of
from kg.extraction.predicates.frames import PROXIES
from kg.model import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extraction.lexis import Lexis
    from kg.extraction.mentions.parties import Parties
    from kg.extraction.predicates.frames import Frame, FrameReader


class SourceReader:
    """Finds the doers of frames."""

    def __init__(self, parties: Parties, frames: FrameReader, lexis: Lexis) -> None:
        self._parties, self._frames, self._lexis = parties, frames, lexis

    def sources(self, frame: Frame) -> list[Mention]:
        """The actors that did what `frame` says, each once."""
        found: dict[tuple[int, int], Mention] = {}
        moved = frame.passive and not frame.agents and frame.noun is None and self._lexis.verb(frame.lemma, "motion")
        # "North Korean troops were deployed to Russia": who owns what is moved moves it
        for token in frame.objects if moved else frame.agents:
            for mention in self._parties.parties(token, things=True) if moved else self.doers(token):
                found.setdefault((mention.start, mention.end), mention)
        return list(found.values())

    def doers(self, token: Token, depth: int = 0) -> list[Mention]:
        """The actors behind a subject: itself, the owner of a means (missiles), the agent of an event (strikes)."""
        if mentions := self._parties.parties(token):
            return mentions
        if self._parties.is_event(token) and depth < 2:
            agents = self._frames.noun_frame(token).agents or self._launchers(token)
            return [m for t in agents for m in self.doers(t, depth + 1)]
        if self._lexis.word(token.lemma_.lower(), "text") and depth < 2:
            # "introduced a bill that would ban", "a resolution by Chad condemns"
            if found := [m for t in self._frames.makers(token) for m in self.doers(t, depth + 1)]:
                return found
        owned = (
            self._parties.sense_of(token) in PROXIES
            or token.dep_ in ("poss", "amod", "compound")
            or self._lexis.word(token.lemma_.lower(), "office")
        )
        return self._parties.parties(token, things=True) if owned and token.pos_ in ("NOUN", "PROPN") else []

    def _launchers(self, deed: Token) -> list[Token]:
        """Who did the deed of which a clause speaks: "launched strikes that killed four"."""
        carried = deed.dep_ == "dobj" and is_verb(deed.head) and self._lexis.any_verb(lemma_of(deed.head), ("light", "send"))
        return self._frames.makers(deed) if carried else []

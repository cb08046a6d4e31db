"""Who did it: from the agents of a frame to mentions of actors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extraction.frames import Frame, FrameReader
    from kg.extraction.parties import Parties

MEANS = frozenset({"force", "weapon", "vessel"})  # senses of nouns that act for who owns them


class SourceReader:
    """Finds the doers of frames."""

    def __init__(self, parties: Parties, frames: FrameReader) -> None:
        self._parties, self._frames = parties, frames

    def sources(self, frame: Frame) -> list[Mention]:
        """The actors that did what `frame` says, each once."""
        found: dict[tuple[int, int], Mention] = {}
        for token in frame.agents:
            for mention in self.doers(token):
                found.setdefault((mention.start, mention.end), mention)
        return list(found.values())

    def doers(self, token: Token, depth: int = 0) -> list[Mention]:
        """The actors behind a subject: itself, the owner of a means (missiles), the agent of an event (strikes)."""
        if mentions := self._parties.parties(token):
            return mentions
        if self._parties.is_event(token) and depth < 2:
            return [m for t in self._frames.noun_frame(token).agents for m in self.doers(t, depth + 1)]
        owned = self._parties.sense_of(token) in MEANS or token.dep_ in ("poss", "amod", "compound")
        return self._parties.parties(token, things=True) if owned and token.pos_ in ("NOUN", "PROPN") else []

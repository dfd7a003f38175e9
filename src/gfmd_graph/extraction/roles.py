"""How a country stands in a practice: who does it, where it is done, who is only affected.

A country people are sent back to is no champion of return, so a role is given only where the grammar
around the name tells it; elsewhere the name stays a mention.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from gfmd_graph.extraction.sentence import Sentence
from gfmd_graph.knowledge.languages import Languages, WordList, word_list
from gfmd_graph.model import Evidence, Link, Mention
from gfmd_graph.words import plain

METHOD = "roles/1"

Role = Literal["implementedBy", "takesPlaceIn", "affects"]
Place = Literal["place"]

_REACH = 8
"""So many words before a preposition may hold the verb or noun that it belongs to."""
_CIVIL = frozenset(
    {"civil-society", "faith-based", "trade-union", "red-cross-red-crescent", "employers", "local-government"}
)
_STANDING = frozenset({"country", "region", "organisation", "unresolved"})
"""Types of mentions that may stand in a role; an unresolved name gets none, but may be the doer."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """The word lists of one language, by their names in `[roles]`."""

    lists: dict[str, WordList]
    in_may_mean_to: bool
    """French "en" and Spanish "en" also stand where a movement ends."""

    def __getitem__(self, name: str) -> WordList:
        return self.lists[name]


def grammar(languages: Languages, code: str) -> Grammar:
    table = languages[code].data["roles"]
    lists = {name: word_list(words) for name, words in table.items() if isinstance(words, list)}
    return Grammar(lists, bool(table.get("in_may_mean_to", False)))


def roles(
    sentence: Sentence, mentions: Sequence[Mention], rules: Grammar, actors: Mapping[str, str]
) -> list[Link]:
    """The role of each country, area and organisation that a practice names, where the words tell it."""
    named = [mention for mention in mentions if mention.type in _STANDING]
    reader = _Reader(sentence, named, rules, actors)
    links = [reader.link(index) for index in range(len(named))]
    return [link for link in links if link is not None]


class _Reader:
    """Reads the words around each name of one statement."""

    def __init__(
        self, sentence: Sentence, named: Sequence[Mention], rules: Grammar, actors: Mapping[str, str]
    ) -> None:
        self.sentence = sentence
        self.actors = actors
        self.rules = rules
        self.named = named
        self.words = [token.word for token in sentence.tokens]
        self.first = [self._token(mention, "start") for mention in named]
        self.last = [self._token(mention, "end") for mention in named]
        self.raw: list[Role | Place | None] = []
        for index in range(len(named)):
            self.raw.append(self._role(index))

    def _token(self, mention: Mention, side: Literal["start", "end"]) -> int:
        """The index of the mention's first or last word among the statement's words."""
        folded = self.sentence.folded
        offset = mention.span.start if side == "start" else mention.span.end - 1
        position = next(
            i
            for i, (start, end) in enumerate(zip(folded.starts, folded.ends, strict=True))
            if start <= offset < end
        )
        return self.sentence.token_at(position)

    def link(self, index: int) -> Link | None:
        mention, role = self.named[index], self.raw[index]
        if role is None or mention.concept is None:
            return None
        settled: Role = self._settled(mention, role, index)
        if mention.type == "organisation" and settled != "implementedBy":
            return None
        proof = Evidence(mention.span, mention.text, "stated", self._confidence(mention, role), METHOD)
        return Link("practice", settled, mention.concept.iri, (proof,))

    def _confidence(self, mention: Mention, role: Role | Place) -> float:
        return min(mention.confidence, 0.85 if role == "place" else 0.95)

    def _settled(self, mention: Mention, role: Role | Place, index: int) -> Role:
        """A practice that stands in a country is that country's, unless another State or no State does it."""
        if role == "place":
            doer = mention.type == "country" and self._state_does_it(index)
            return "implementedBy" if doer else "takesPlaceIn"
        return "takesPlaceIn" if role == "implementedBy" and mention.type == "region" else role

    def _state_does_it(self, index: int) -> bool:
        if self.sentence.statement.kind == "initiative":
            return False
        others = (role for other, role in enumerate(self.raw) if other != index)
        return "implementedBy" not in others and not self._others_do_it(index)

    def _others_do_it(self, index: int) -> bool:
        """A city, an association or a named organisation is the doer, before the name or behind a "by"."""
        if any(self._acts_beside(other, index) for other in range(len(self.named))):
            return True
        before, after = self.words[: self.first[index]], self.words[self.last[index] + 1 :]
        if any(word in self.rules["nonstate"] for word in before):
            return True
        agents = (after[at + 1 : at + 4] for at, word in enumerate(after) if word in self.rules["by"])
        doers = ("nonstate", "people")
        return any(word in self.rules[kind] for agent in agents for word in agent for kind in doers)

    def _acts_beside(self, other: int, index: int) -> bool:
        """An association wherever it is named; another body, no part of the State, named before the place."""
        mention = self.named[other]
        if mention.type not in ("organisation", "unresolved"):
            return False
        kind = self.actors.get(mention.concept.iri, "") if mention.concept else ""
        return kind in _CIVIL or (other < index and kind != "government-body")

    # One name

    def _role(self, index: int) -> Role | Place | None:
        mention = self.named[index]
        joined = self._joined_role(index)
        if joined is not None:
            return joined
        if mention.label == "demonym":
            return self._of_adjective(index)
        if self._possessive(index):
            return "implementedBy"
        if self._bracketed(index):
            return "place"
        return self._after_preposition(index)

    def _joined_role(self, index: int) -> Role | Place | None:
        """ "Korea and Bangladesh", "Morocco, Tunisia": the same as the name before, which must have a role."""
        if index == 0 or self.raw[index - 1] is None or not self._alike(index):
            return None
        between = self.sentence.text[self._end(index - 1) : self._start(index)]
        joint = re.fullmatch(
            r"[\s,;/&]*(?:(?:and|or|et|ou|y|e|o|u|the|la|le|les|l')\b[\s']*)*", plain(between).lower()
        )
        return self.raw[index - 1] if joint and between.strip() else None

    def _alike(self, index: int) -> bool:
        """Two places, or two organisations: "In the Abu Dhabi Dialogue, Sri Lanka" joins nothing."""
        bodies = {
            mention.type in ("organisation", "unresolved") for mention in self.named[index - 1 : index + 1]
        }
        return len(bodies) == 1

    def _start(self, index: int) -> int:
        return self.sentence.tokens[self.first[index]].start

    def _end(self, index: int) -> int:
        return self.sentence.tokens[self.last[index]].end

    def _of_adjective(self, index: int) -> Role | Place | None:
        """ "Afghan refugees" are affected; a "Brazilian law" is Brazil's; "Italian journalists" act in Italy."""
        following = self.words[self.last[index] + 1 : self.last[index] + 4]
        before = self.words[max(0, self.first[index] - 1) : self.first[index]]
        for word in following[:2]:
            if word in self.rules["state"] or word in self.rules["examples"]:
                return "implementedBy" if self.named[index].type == "country" else "place"
            if word in self.rules["nonstate"]:
                return "takesPlaceIn"
        if self._is_people(index) or any(word in self.rules["people"] for word in (*following, *before)):
            return "affects"
        return "implementedBy" if self.named[index].type == "country" else "place"

    def _is_people(self, index: int) -> bool:
        """ "150,000 Ethiopians", "les Syriens": the plural names the people; an English adjective has none."""
        text = self.named[index].text
        language = self.sentence.statement.language
        if not text.endswith("s") or self.first[index] == 0:
            return False
        return language == "en" or (language == "fr" and text[0].isupper())

    def _possessive(self, index: int) -> bool:
        after = plain(self.sentence.text[self._end(index) :])
        return after.startswith("'s ") or (
            after.startswith("' ") and self.sentence.text[self._end(index) - 1] == "s"
        )

    def _bracketed(self, index: int) -> bool:
        before = self.sentence.text[: self._start(index)].rstrip()
        return before.endswith("(")

    def _after_preposition(self, index: int) -> Role | Place | None:
        at = self._preposition(index)
        if at < 0:
            return "implementedBy" if self._is_subject(index) else None
        word = self.words[at]
        rules = self.rules
        if word in rules["like"]:
            return self._of_example(at)
        if word in rules["in"]:
            return "affects" if self._moved_into(at) else "place"
        if word in rules["between"]:
            return "implementedBy" if self._near(at, "agreements", len(self.words)) else None
        if word in rules["with"]:
            return "implementedBy" if self._near(at, "agreements", _REACH) else None
        if word in rules["by"]:
            return "implementedBy"
        if word in rules["to"]:
            return self._of_destination(at)
        if word in rules["via"]:
            return "affects" if self._near(at, "movement", len(self.words)) else None
        if word in rules["of_or_from"]:
            return self._of_head(at)
        return "implementedBy" if self._is_subject(index) else None

    def _preposition(self, index: int) -> int:
        """The index of the word that governs the name, articles and adjectives skipped; -1 at the start."""
        at = self.first[index] - 1
        while at >= 0 and self.words[at] in self.rules["skip"] and not self._clause_ends(at):
            at -= 1
        return -1 if at >= 0 and self._clause_ends(at) else at

    def _clause_ends(self, at: int) -> bool:
        """A full stop, colon, semicolon or dash after this word."""
        tokens = self.sentence.tokens
        end = tokens[at + 1].start if at + 1 < len(tokens) else len(self.sentence.text)
        return bool(re.search(r"[.;:!?]|\s[-–—]\s", self.sentence.text[tokens[at].end : end]))

    def _near(self, at: int, kind: str, reach: int) -> bool:
        return any(word in self.rules[kind] for word in self.words[max(0, at - reach) : at])

    def _of_destination(self, at: int) -> Role | Place | None:
        """People are sent back there: affected. Transferred or resettled there: that is where it is done."""
        if self._near(at, "back", len(self.words)):
            return "affects"
        return "place" if self._near(at, "movement", len(self.words)) else None

    def _moved_into(self, at: int) -> bool:
        """ "back to detention in Libya", "expulsions en Libye": people are sent there, nothing is done there."""
        before = self.words[max(0, at - 5) : at]
        backs = [place for place, word in enumerate(before) if word in self.rules["back"]]
        if backs and any(word in self.rules["to"] for word in before[backs[0] :]):
            return True
        return self.rules.in_may_mean_to and self._near(at, "movement", 2)

    def _of_head(self, at: int) -> Role | Place | None:
        """ "migrants from X", "government of X", "the south of X": the nearest such noun decides."""
        if at and self.words[at - 1] in self.rules["parts"]:
            return "place"
        for word in reversed(self.words[max(0, at - _REACH) : at]):
            if word in self.rules["state"] or word in self.rules["examples"]:
                return "implementedBy"
            if word in self.rules["people"] or word in self.rules["movement"]:
                return "affects"
            if word in self.rules["agreements"]:
                return "implementedBy"
        return None

    def _of_example(self, at: int) -> Role | Place | None:
        """ "in countries such as X": what stands before the example decides."""
        while at >= 0 and (
            self.words[at] in self.rules["like"]
            or self.words[at] in self.rules["skip"]
            or self.words[at] == "such"
        ):
            at -= 1
        if at < 0:
            return "implementedBy"
        word = self.words[at]
        if word in self.rules["in"]:
            return "place"
        if word in self.rules["to"] or word in self.rules["of_or_from"]:
            return (
                "affects"
                if self._near(at, "movement", _REACH) or self._near(at, "people", _REACH)
                else "place"
            )
        return "implementedBy"

    def _is_subject(self, index: int) -> bool:
        """A name with no preposition before it: at the start, after a clause's end, or beside a noun."""
        return self.named[index].type != "organisation" or self.first[index] == 0

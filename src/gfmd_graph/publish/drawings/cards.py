"""An answer as cards: one for each statement, with its words and links; lists to find them by."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from gfmd_graph.namespaces import TOPIC, digest
from gfmd_graph.publish.answers import Answered
from gfmd_graph.publish.contents import Statement, Words
from gfmd_graph.publish.entries import Entry, entry
from gfmd_graph.publish.facets import facets, facts
from gfmd_graph.publish.site import Site


@dataclass(frozen=True, slots=True)
class Card:
    """`found_by` are the codes of its facts: "country-BRA objective-5"."""

    entry: Entry
    found_by: str


@dataclass(frozen=True, slots=True)
class Group:
    """Cards under a heading; a term has a definition and its source. Without a title it is all there is."""

    place: str
    title: str
    definition: str
    source: str
    cards: tuple[Card, ...]


def draw(site: Site, answered: Answered) -> dict[str, object]:
    """Groups by the column that is the part `group`, or one group of all."""
    column = answered.question.part("group")
    groups: defaultdict[str, dict[Statement, None]] = defaultdict(dict)
    for row in answered.rows:
        statement = site.statements.get(str(row.get("statement")))
        if statement:
            groups[str(row[column]) if column else ""].setdefault(statement)
    known = {statement: facts(site, statement) for each in groups.values() for statement in each}
    return {
        "groups": [
            _group(site, title, [(one, _codes(known[one])) for one in groups[title]])
            for title in sorted(groups, key=str.casefold)
        ],
        "facets": facets(site, known.values()),
        "cards": sum(map(len, groups.values())),
    }


def _codes(found: frozenset[tuple[str, str, str]]) -> str:
    return " ".join(sorted(f"{facet}-{code}" for facet, code, _ in found))


def _group(site: Site, title: str, statements: list[tuple[Statement, str]]) -> Group:
    iri = site.topic_named.get(title, "") if title else ""
    cards = [Card(entry(site, one, "", _words(site, one, iri)), codes) for one, codes in statements]
    what = site.contents
    return Group(
        digest(title) if title else "all",
        title,
        what.definitions.get(iri, ""),
        what.sources.get(iri, ""),
        tuple(cards),
    )


def _words(site: Site, statement: Statement, term: str) -> tuple[Words, ...]:
    """The words that are the term, to mark them."""
    return site.words_for(statement, "mentions", term) if term.startswith(TOPIC) else ()

"""What the script of the network page reads: rows instead of objects, and no text that the page holds twice.

The sentences stand in the table of the page and are read from there; words of evidence are places in them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from gfmd_graph.publish.contents import Statement, Words
from gfmd_graph.publish.drawing import BASES, RELATION, TYPES, Relation, relation_of
from gfmd_graph.publish.network import Edge, Node
from gfmd_graph.publish.places import Places
from gfmd_graph.publish.site import Site, anchor, node_id
from gfmd_graph.publish.twin import Twin, kind_of

CROWDED = 3000
"""Above so many nodes only hubs and islands are drawn at first: more could not be read."""

LATER = ("practice", "counterproductive", "initiative", "statement")
SPOKEN = ("network", "types", "roles", "bases", "facts")
TITLE = "site.title"
"""The sections of the interface that the script says."""


class Strings:
    """Texts in every language of the page, each once, by number."""

    def __init__(self) -> None:
        self.numbers: dict[tuple[str, ...], int] = {}

    def number(self, texts: Iterable[str]) -> int:
        return self.numbers.setdefault(tuple(texts), len(self.numbers))

    def rows(self) -> list[Any]:
        """A text where all languages say the same, else a list of them."""
        return [texts[0] if len(set(texts)) == 1 else list(texts) for texts in self.numbers]


class Payload:
    """`sites` are the same network in several languages, that of the page first."""

    def __init__(
        self, sites: tuple[Site, ...], places: Places, twin: Twin, engine: str, home: bool = True
    ) -> None:
        self.sites, self.site, self.places, self.twin, self.engine = sites, sites[0], places, twin, engine
        self.home = home
        self.strings = Strings()
        self.outside: dict[str, int] = {}
        self.facts: dict[tuple[tuple[str, int], ...], int] = {}
        self.types = {kind.key: at for at, kind in enumerate(TYPES)}
        self.rows = {(row.node.iri, row.statement): at for at, row in enumerate(twin.rows)}
        self.relations = _relations(self.site)
        self.relation = {relation.key: at for at, relation in enumerate(self.relations)}

    def made(self) -> dict[str, Any]:
        nodes = self.site.network.nodes
        crowded = len(nodes) > CROWDED
        return {
            "engine": self.engine,
            "home": self.home,
            "languages": [[site.say.code, site.say.name, sorted(site.say.singular)] for site in self.sites],
            "words": {site.say.code: self._words(site) for site in self.sites},
            "types": [[t.key, t.shape, t.colour, t.radius, not (crowded and t.key in LATER)] for t in TYPES],
            "relations": [[r.key, r.colour, r.dash, r.width, r.shown] for r in self.relations],
            "bases": BASES,
            "columns": self.twin.columns,
            "nodes": [self._node(node) for node in nodes],
            "looks": packed(n for node in nodes for n in self._look(node)),
            "rows": packed(n for row in self.twin.rows for n in self._row(row.node, row.statement)),
            "anchors": self._anchors(),
            "links": packed(n for node in nodes for n in self._links(node)),
            "outside": list(self.outside),
            "facts": [[[name, at] for name, at in facts] for facts in self.facts],
            "islands": [
                [self.site.order[i.hub] if i.hub else -1, i.x, i.y, i.radius, i.members]
                for i in self.places.islands
            ],
            "strings": self.strings.rows(),
        }

    def _words(self, site: Site) -> dict[str, str]:
        words = {key: word for key, word in site.say.words.items() if key.partition(".")[0] in SPOKEN}
        words[TITLE] = site.say(TITLE)
        for relation in self.relations:
            words[f"relations.{relation.key}.forth"] = site.says(relation.key)
            words[f"relations.{relation.key}.back"] = site.says_back(relation.key)
        return words

    def _look(self, node: Node) -> tuple[int, ...]:
        """x and y by objective and by links, type, label (-1 for that of its row), and facts."""
        others = [site.nodes[node.iri] for site in self.sites]
        label = -1 if self._own_row(node) >= 0 else self.strings.number(other.label for other in others)
        facts = tuple(
            (name, self.strings.number(dict(other.facts).get(name, "") for other in others))
            for name, _ in node.facts
        )
        fact = self.facts.setdefault(facts, len(self.facts))
        places = (*self.places.chart[node.iri], *self.places.web[node.iri])
        return (*places, self.types[node.type], label, fact)

    def _node(self, node: Node) -> Any:
        """[id, page unless it follows from id and type, other names], or the id alone"""
        page = "" if node.statement else self.site.page(node)
        page = "" if page == f"{node.type}/{node_id(node.iri).rpartition('/')[2]}.html" else page
        names = self._names(node, [site.nodes[node.iri] for site in self.sites])
        return [self._id(node), page, names] if names or page else self._id(node)

    def _id(self, node: Node) -> str:
        """A practice's identifier begins with that of its report, which is left out."""
        name = node_id(node.iri)
        if not node.statement:
            return name
        return name.removeprefix(node_id(node.statement.report.iri)).replace("/practice/", "~", 1)

    def _names(self, node: Node, others: list[Node]) -> str:
        shown = {other.label for other in others}
        return "\n".join(n for n in self.site.contents.other_names.get(node.iri, ()) if n not in shown)

    def _own_row(self, node: Node) -> int:
        return self.rows.get((node.iri, node.statement), -1) if node.statement else -1

    def _row(self, node: Node, statement: Statement | None) -> tuple[int, ...]:
        """Node, report, page, question and kind; the last four 0 for what is no statement."""
        number = self.site.order[node.iri]
        if statement is None:
            return number, 0, 0, 0, 0
        row = self.twin.rows[self.rows[node.iri, statement]]
        kind = self.strings.number(kind_of(site, row) for site in self.sites)
        question = self.strings.number([statement.question])
        return number, self.site.order[statement.report.iri] + 1, statement.page or 0, question, kind

    def _anchors(self) -> dict[str, str]:
        """The places of statements on their reports' pages, where they do not follow from the node."""
        found = {str(at): (row, row.statement) for at, row in enumerate(self.twin.rows)}
        places = {at: (row, anchor(said.iri)) for at, (row, said) in found.items() if said}
        return {at: place for at, (row, place) in places.items() if place != "s-" + _code(row.node.iri)}

    def _links(self, node: Node) -> Iterator[int]:
        """How many links, and for each its target, relation and evidence; that to the report follows."""
        edges = self.site.edges_from.get(node.iri, ())
        kept = [edge for edge in edges if not (edge.relation == "inReport" and node.statement)]
        yield len(kept)
        for edge in kept:
            yield from (self.site.order[edge.target], self.relation[edge.relation], len(edge.evidence))
            for words in edge.evidence:
                yield from self._evidence(node, edge, words)

    def _evidence(self, node: Node, edge: Edge, words: Words) -> tuple[int, ...]:
        """Row (from the node's own), basis, per cent or -1, start and length; start -1 for words outside."""
        row = self.rows[edge.source, words.statement] - max(0, self._own_row(node))
        basis = BASES.index(words.basis) if words.basis in BASES else -1
        sure = -1 if words.confidence is None else round(words.confidence * 100)
        text, exact = words.statement.text, words.exact
        start = text.find(exact)
        if start < 0:
            return row, basis, sure, -1, self.outside.setdefault(exact, len(self.outside))
        return row, basis, sure, _units(text[:start]), _units(exact)


def _code(iri: str) -> str:
    return iri.rpartition("/")[2]


SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


def packed(numbers: Iterable[int]) -> str:
    """Whole numbers as text, as source maps write them: base 64, five bits a sign, sign bit last."""
    found = []
    for number in numbers:
        left = -number << 1 | 1 if number < 0 else number << 1
        while left > 31:
            found.append(SIGNS[left & 31 | 32])
            left >>= 5
        found.append(SIGNS[left])
    return "".join(found)


def _units(text: str) -> int:
    """The length of `text` as a script of the page counts it."""
    return len(text.encode("utf-16-le")) // 2


def _relations(site: Site) -> list[Relation]:
    """Those that the network has, ours in their own order before those of a query."""
    present = {edge.relation for edge in site.network.edges}
    own = [key for key in RELATION if key in present]
    return [relation_of(key) for key in (*own, *sorted(present - set(own)))]

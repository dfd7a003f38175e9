"""The interactive pages: a first page, the network, one a question, an entity, a report; all offline."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from gfmd_graph.graph.store import Graph
from gfmd_graph.knowledge.interface import interface, interfaces
from gfmd_graph.publish import overview
from gfmd_graph.publish.answers import Answered, answers
from gfmd_graph.publish.columns import picture
from gfmd_graph.publish.contents import Report, Statement, contents, named_in
from gfmd_graph.publish.drawing import BASES, TYPE
from gfmd_graph.publish.drawings.known import DRAWINGS
from gfmd_graph.publish.entries import report_entries, sections
from gfmd_graph.publish.islands import Place
from gfmd_graph.publish.leaves import begins, leaves
from gfmd_graph.publish.menu import Item, menu
from gfmd_graph.publish.network import Node, network_of
from gfmd_graph.publish.rendering import look, render, style_sheet, write
from gfmd_graph.publish.site import Site, node_id
from gfmd_graph.publish.thumbnail import thumbnail
from gfmd_graph.spreadsheet import csv_text

SHORT = 100
"""Characters of a practice's text that the search of the first page carries."""
STYLES = ("base.css", "find.css", "tables.css", "index.css", "entity.css", "drawings.css")
"""The style of all pages but the network, which is one file that can be sent on."""
SCRIPTS = {
    "cards": ("find.js", "sheet.js", "cards.js"),
    "table": ("sheet.js", "sort.js"),
    "network": ("sheet.js", "sort.js"),
}
"""What a drawing can do besides with a script; all of it can be read without."""


def write_pages(graph: Graph, folder: Path, language: str = "en", ontology: Path | None = None) -> int:
    """Write all pages of `graph` below `folder` and give their number. Raises `Problem`, `OSError`."""
    say = interface(language, ontology)
    what = contents(graph, language)
    site = Site(what, network_of(what, say), say)
    answered = answers(graph, language, ontology)
    writer = _Writer(site, folder, menu(answered))
    places = _write_network(site, _others(graph, site, ontology), folder / "network.html")
    writer.index(places)
    write(folder / "style.css", style_sheet(STYLES, types=TYPE))
    for each in answered:
        writer.question(each)
    entities = writer.entities()
    said = {report: list(group) for report, group in groupby(what.statements, key=lambda s: s.report)}
    for report in what.reports:
        writer.report(report, said.get(report, []))
    return 2 + len(answered) + entities + len(what.reports)


def _others(graph: Graph, site: Site, ontology: Path | None) -> tuple[Site, ...]:
    """The same site in the other languages of the interface."""
    found = []
    for code, say in interfaces(ontology).items():
        if code != site.say.code:
            what = named_in(graph, site.contents, code)
            found.append(Site(what, network_of(what, say), say))
    return tuple(found)


def _write_network(site: Site, others: tuple[Site, ...], path: Path) -> dict[str, Place]:
    # pyvis brings IPython along: only who writes pages waits for it.
    from gfmd_graph.publish.page import KnowledgeGraphPage
    from gfmd_graph.publish.places import places

    found = places(site.network)
    page = KnowledgeGraphPage(site, others)
    page.fill(found)
    page.write_html(str(path))
    return found.chart


class _Writer:
    """Writes one page after the other, all with the same menu."""

    def __init__(self, site: Site, folder: Path, items: tuple[Item, ...]) -> None:
        self.site = site
        self.folder = folder
        self.common = {"site": site, "say": site.say, "menu": items, "bases": BASES, "types": TYPE}

    def index(self, places: dict[str, Place]) -> None:
        site = self.site
        objectives = overview.objective_rows(site)
        self._write(
            "index.html",
            "index.html.j2",
            scripts=("find.js", "index.js"),
            objectives=objectives,
            gaps=[row.node for row in objectives if not row.total],
            columns=overview.COLUMNS,
            countries=overview.role_rows(site, "country"),
            regions=overview.role_rows(site, "region"),
            organisations=overview.role_rows(site, "organisation"),
            populations=site.populations,
            reports=site.of_type("report"),
            statements=sum(1 for s in site.contents.statements if s.kind != "unanswered"),
            practices=len(site.of_type("practice", "counterproductive", "initiative")),
            thumbnail=thumbnail(site, places),
            find=_find(site),
        )

    def question(self, answered: Answered) -> None:
        draw = answered.question.draw
        self._write(
            answered.page,
            "question.html.j2",
            scripts=SCRIPTS.get(draw, ()),
            answered=answered,
            draw=draw,
            **DRAWINGS[draw](self.site, answered),
        )
        sheet = csv_text(answered.table.columns, answered.table.rows)
        write((self.folder / answered.page).with_suffix(".csv"), sheet)

    def entities(self) -> int:
        """Write the pages of all entities and give their number."""
        kinds = [self.site.of_type(kind) for kind in ("objective", "country", "region", "organisation")]
        kinds.append(self.site.populations)
        return sum(
            self._entity(node, before, after)
            for same in kinds
            for before, node, after in zip((None, *same), same, (*same[1:], None), strict=False)
        )

    def _entity(self, node: Node, before: Node | None, after: Node | None) -> int:
        every = sections(self.site, node)
        found = leaves(every)
        drawn = node.iri in self.site.nodes
        for leaf in found:
            self._write(
                self.site.leaf(node, leaf.number),
                "entity.html.j2",
                node=node,
                sections=every,
                begins=begins(found),
                leaf=leaf,
                last=len(found),
                picture=picture(self.site, node) if leaf.number == 1 else None,
                before=before,
                after=after,
                network_link=f"../network.html#node={node_id(node.iri)}" if drawn else "",
            )
        return len(found)

    def report(self, report: Report, statements: list[Statement]) -> None:
        questions = [
            (code, asked, report_entries(self.site, group))
            for (code, asked), group in groupby(statements, key=lambda s: (s.question, s.asked))
        ]
        self._write(
            self.site.report_page(report),
            "report.html.j2",
            node=self.site.nodes[report.iri],
            questions=questions,
            network_link="../network.html#node=" + node_id(report.iri),
        )

    def _write(
        self,
        page: str,
        template: str,
        scripts: tuple[str, ...] = (),
        **values: object,
    ) -> None:
        root = "../" * page.count("/")
        shown = render(template, look(scripts, ()), root=root, page=page, used=[], **self.common, **values)
        write(self.folder / page, shown)


def _find(site: Site) -> Iterable[tuple[str, str, str, str]]:
    """(label, what else finds it, type, page) of everything but plain statements."""
    nodes = (*(n for n in site.network.nodes if n.type != "statement"), *site.populations)
    return [(n.label[:SHORT], _also(site, n), site.say(f"types.{n.type}.one"), site.page(n)) for n in nodes]


def _also(site: Site, node: Node) -> str:
    return " ".join([*(value for _, value in node.facts), *site.contents.other_names.get(node.iri, ())])

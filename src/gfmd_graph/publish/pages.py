"""The interactive pages: a first page, the network, and one page an entity and a report; all offline."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from gfmd_graph.graph.store import Graph
from gfmd_graph.knowledge.interface import interface
from gfmd_graph.publish import overview
from gfmd_graph.publish.contents import Report, Statement, contents
from gfmd_graph.publish.drawing import BASES, TYPE
from gfmd_graph.publish.entries import report_entries, sections, summary
from gfmd_graph.publish.network import Node, network_of
from gfmd_graph.publish.rendering import look, render, write
from gfmd_graph.publish.site import Site, node_id
from gfmd_graph.publish.thumbnail import thumbnail

SHORT = 140
"""Characters of a practice's text that the search of the first page carries."""


def write_pages(graph: Graph, folder: Path, language: str = "en", ontology: Path | None = None) -> int:
    """Write all pages of `graph` below `folder` and give their number. Raises `Problem`, `OSError`."""
    say = interface(language, ontology)
    what = contents(graph, language)
    site = Site(what, network_of(what, say), say)
    places = _write_network(site, folder / "network.html")
    write(folder / "index.html", _index(site, places))
    entities = 0
    for kind in ("objective", "country", "region", "organisation"):
        same = site.of_type(kind)
        for before, node, after in zip((None, *same), same, (*same[1:], None), strict=False):
            write(folder / site.page(node), _entity(site, node, before, after))
        entities += len(same)
    said = {report: list(group) for report, group in groupby(what.statements, key=lambda s: s.report)}
    for report in what.reports:
        write(folder / site.report_page(report), _report(site, report, said.get(report, [])))
    return 2 + entities + len(what.reports)


def _write_network(site: Site, path: Path) -> dict[str, tuple[int, int]]:
    # pyvis brings IPython along: only who writes pages waits for it.
    from gfmd_graph.publish.page import KnowledgeGraphPage, place

    places = place(site.network)
    page = KnowledgeGraphPage(site)
    page.fill(places)
    page.write_html(str(path))
    return places


def _common(site: Site, root: str, **values: object) -> dict[str, object]:
    return {"site": site, "say": site.say, "root": root, "bases": BASES, "types": TYPE, **values}


def _index(site: Site, places: dict[str, tuple[int, int]]) -> str:
    objectives = overview.objective_rows(site)
    return render(
        "index.html.j2",
        look(("find.js", "index.js"), ("base.css",)),
        **_common(
            site,
            "",
            objectives=objectives,
            gaps=[row.node for row in objectives if not row.total],
            columns=overview.COLUMNS,
            countries=overview.role_rows(site, "country"),
            regions=overview.role_rows(site, "region"),
            organisations=overview.role_rows(site, "organisation"),
            matrix=overview.matrix(site),
            reports=site.of_type("report"),
            statements=sum(1 for s in site.contents.statements if s.kind != "unanswered"),
            practices=len(site.of_type("practice", "counterproductive", "initiative")),
            thumbnail=thumbnail(site, places),
            find=_find(site),
        ),
    )


def _find(site: Site) -> list[tuple[str, str, str, str]]:
    """(label, what else finds it, type, page) of everything but plain statements."""
    return [
        (n.label[:SHORT], _also(site, n), site.say(f"types.{n.type}.one"), site.page(n))
        for n in site.network.nodes
        if n.type != "statement"
    ]


def _also(site: Site, node: Node) -> str:
    return " ".join([*(value for _, value in node.facts), *site.contents.other_names.get(node.iri, ())])


def _entity(site: Site, node: Node, before: Node | None, after: Node | None) -> str:
    return render(
        "entity.html.j2",
        look(),
        **_common(
            site,
            "../",
            node=node,
            sections=sections(site, node),
            summary=summary(site, node),
            before=before,
            after=after,
            network_link="../network.html#node=" + node_id(node.iri),
        ),
    )


def _report(site: Site, report: Report, statements: list[Statement]) -> str:
    questions = [
        (code, asked, report_entries(site, group))
        for (code, asked), group in groupby(statements, key=lambda s: (s.question, s.asked))
    ]
    return render(
        "report.html.j2",
        look(),
        **_common(
            site,
            "../",
            node=site.nodes[report.iri],
            questions=questions,
            network_link="../network.html#node=" + node_id(report.iri),
        ),
    )

"""The journey: register, read, recognise, extract, triples, store, check, review lists, pages."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from gfmd_graph import rdf
from gfmd_graph.errors import Problem
from gfmd_graph.extraction.extract import THRESHOLD, extract_all
from gfmd_graph.extraction.world import World, load_world
from gfmd_graph.form.recognise import Entered, Knowledge, recognise
from gfmd_graph.graph.store import Graph
from gfmd_graph.graph.triples import report_quads, template_quads, vocabulary_quads
from gfmd_graph.graph.validate import Finding, findings
from gfmd_graph.knowledge import vocabulary
from gfmd_graph.knowledge.templates import load_templates
from gfmd_graph.model import Extraction, Report
from gfmd_graph.namespaces import VOCABULARY_GRAPH
from gfmd_graph.output import replaced
from gfmd_graph.read.reader import read_document
from gfmd_graph.register import entries
from gfmd_graph.resources import default_ontology, version
from gfmd_graph.words import key

Progress = Callable[[str, int, int], None]
"""Called with the name of a step, how much of it is done, and of how much."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build did. `problems` are inputs that were left out, each with its mend."""

    reports: int
    statements: int
    without_template: int
    without_kind: int
    links: dict[str, int]
    """links by basis: stated, inherited, suggested"""
    findings: tuple[Finding, ...]
    names_to_review: int
    pages: int
    problems: tuple[Problem, ...]


def read_report(path: Path | str, ontology: Path | None = None, entered: Entered | None = None) -> Report:
    """One report as its form, questions and statements. Raises `Problem`."""
    file = Path(path)
    if entered is None:
        found, problems = entries([file])
        if problems:
            raise problems[0]
        if len(found) > 1:
            raise Problem(f"holds {len(found)} reports", str(file), f'name one, as in "{found[0][0]}"')
        file, entered = found[0]
    return recognise(read_document(file), entered, _knowledge(ontology or default_ontology()))


def extract(
    report: Report, ontology: Path | None = None, threshold: float = THRESHOLD
) -> tuple[Extraction, ...]:
    """What each statement of a report names and says, in reading order. Raises `Problem`."""
    return extract_all(report, load_world(ontology or default_ontology()), threshold)


def build(
    reports: Sequence[Path | str],
    into: Path | str = "output",
    ontology: Path | None = None,
    progress: Progress | None = None,
) -> Summary:
    """Build graph, review lists and pages from files and folders of reports.

    Inputs that cannot be read are left out and named in the summary; raises `Problem` when nothing
    could be read at all, and then leaves the folder `into` as it was.
    """
    knowledge = ontology or default_ontology()
    say = progress or (lambda step, done, of: None)
    read, problems = _read([Path(report) for report in reports], knowledge, say)
    if not read:
        raise problems[0] if len(problems) == 1 else _nothing(problems)
    say("graph", 0, 1)
    quads = [quad for report, found in read for quad in report_quads(report, found)]
    known = known_quads(knowledge)
    graph = Graph([*quads, *known])
    found = findings(graph, knowledge, {report.iri: report.text for report, _ in read})
    with replaced(Path(into)) as folder:
        names, pages = _write(folder, graph, known, read, say)
    say("pages", 1, 1)
    return _summary(read, found, names, pages, problems)


def known_quads(ontology: Path) -> list[rdf.Quad]:
    """The graph of the vocabularies: the ontology, its concepts and the questions of its templates."""
    quads = [*rdf.read(ontology / "gfmd.ttl"), *vocabulary.vocabulary_quads(ontology)]
    return [*vocabulary_quads(quads), *template_quads(load_templates(ontology))]


def _knowledge(ontology: Path) -> Knowledge:
    world = load_world(ontology)
    return Knowledge(load_templates(ontology), world.languages, _name_test(world))


def _name_test(world: World) -> Callable[[str], bool]:
    """Whether words that look like a person's name are a place, a body or an event."""
    words = world.languages.words("private", "not_in_names")
    return lambda name: not words.isdisjoint(key(name).split()) or world.lexicon.knows(name)


def _read(
    inputs: Sequence[Path], ontology: Path, say: Progress
) -> tuple[list[tuple[Report, tuple[Extraction, ...]]], list[Problem]]:
    registered, problems = entries(inputs)
    read = []
    for done, (path, entered) in enumerate(registered):
        say("reports", done, len(registered))
        try:
            report = read_report(path, ontology, entered)
        except Problem as problem:
            problems.append(problem)
            continue
        read.append((report, extract(report, ontology)))
    say("reports", len(registered), len(registered))
    return read, problems


def _nothing(problems: Sequence[Problem]) -> Problem:
    listed = " ".join(str(problem) for problem in problems)
    return Problem(f"no report could be read: {listed.rstrip('.')}", "", "the output is as it was")


def _write(
    folder: Path,
    graph: Graph,
    known: Iterable[rdf.Quad],
    read: Sequence[tuple[Report, tuple[Extraction, ...]]],
    say: Progress,
) -> tuple[int, int]:
    """Every file of the output; gives the number of names to review and of pages."""
    from gfmd_graph.publish.pages import write_pages
    from gfmd_graph.review.lists import write_lists

    rdf.write(graph.quads(), folder / "graph.nq", rdf.SUFFIXES[".nq"])
    rdf.write(graph.quads(), folder / "graph.ttl", rdf.SUFFIXES[".ttl"])
    rdf.write(known, folder / "vocabulary.ttl", rdf.SUFFIXES[".ttl"])
    names = write_lists(folder / "review", read)
    say("pages", 0, 1)
    pages = write_pages(graph, folder / "pages")
    made = _made_of(folder, [report for report, _ in read])
    (folder / "build.json").write_bytes(json.dumps(made, indent=2, ensure_ascii=False).encode() + b"\n")
    return names, pages


def _made_of(folder: Path, reports: Sequence[Report]) -> dict[str, object]:
    """What was built from what: no clock, no path of this machine."""
    files = ("graph.nq", "graph.ttl", "vocabulary.ttl")
    return {
        "program": f"gfmd-graph {version()}",
        "vocabulary": VOCABULARY_GRAPH,
        "reports": [
            {
                "report": report.iri,
                "file": report.source,
                "template": report.template,
                "text_sha256": report.digest,
                "statements": len(report.statements),
            }
            for report in reports
        ],
        "files": {name: sha256((folder / name).read_bytes()).hexdigest() for name in files},
    }


def _summary(
    read: Sequence[tuple[Report, tuple[Extraction, ...]]],
    found: Sequence[Finding],
    names: int,
    pages: int,
    problems: Sequence[Problem],
) -> Summary:
    basis: Counter[str] = Counter()
    for _, extractions in read:
        for extraction in extractions:
            basis.update(max(link.evidence, key=lambda e: e.confidence).basis for link in extraction.links)
    statements = [statement for report, _ in read for statement in report.statements]
    return Summary(
        reports=len(read),
        statements=len(statements),
        without_template=sum(report.template is None for report, _ in read),
        without_kind=sum(statement.kind is None for statement in statements),
        links=dict(sorted(basis.items())),
        findings=tuple(found),
        names_to_review=names,
        pages=pages,
        problems=tuple(problems),
    )

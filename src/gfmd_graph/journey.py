"""The journey: register, read, recognise, extract, triples, store, check, review lists, pages."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from gfmd_graph import rdf
from gfmd_graph.engine.parts import NO_SUGGESTIONS, Done, Part, Task, known_quads
from gfmd_graph.engine.processes import run
from gfmd_graph.errors import Problem
from gfmd_graph.graph.store import Graph
from gfmd_graph.graph.validate import Finding
from gfmd_graph.knowledge.interface import interface
from gfmd_graph.namespaces import VOCABULARY_GRAPH
from gfmd_graph.output import replaced
from gfmd_graph.register import entries
from gfmd_graph.resources import default_ontology, version

if TYPE_CHECKING:
    from gfmd_graph.chat.asking import Heard, Model

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
    in_vain: bool
    """Whether one of the problems is an input that was named itself, not one found in a folder"""
    heard: Heard | None
    """What a language model said, where one was asked"""


@dataclass(frozen=True, slots=True)
class _Read:
    """All reports that could be read; their graphs lie in `files`, in the order of their IRIs."""

    parts: tuple[Part, ...]
    files: tuple[Path, ...]
    problems: tuple[Problem, ...]
    findings: tuple[Finding, ...]


def build(
    reports: Sequence[Path | str],
    into: Path | str = "output",
    ontology: Path | None = None,
    progress: Progress | None = None,
    processes: int | None = None,
    language: str = "en",
    model: Model | None = None,
) -> Summary:
    """Build graph, review lists and pages from files and folders of reports, on `processes` cores (all).

    `language` is that of the pages: en, fr or es. A `model` is asked which objectives the statements speak
    of; nothing else sends anything to anybody.

    Inputs that cannot be read are left out and named in the summary; raises `Problem` when nothing could be
    read at all, or the model does not answer, and then leaves what was built in `into` as it was.
    """
    knowledge = ontology or default_ontology()
    interface(language, knowledge)  # before hours of reading
    say = progress or (lambda step, done, of: None)
    tasks, problems = entries([Path(report) for report in reports])
    heard = _hear(model, tasks, knowledge, say) if model else None
    with TemporaryDirectory(prefix="gfmd-graph-") as scratch:
        chunks = run(tasks, knowledge, processes, heard.suggestions if heard else NO_SUGGESTIONS)
        read = _read(chunks, len(tasks), problems, say, Path(scratch))
        if not read.parts:
            raise read.problems[0] if len(read.problems) == 1 else _nothing(read.problems)
        with replaced(Path(into)) as folder:
            names, pages = _write(folder, read, knowledge, say, language, heard)
    return _summary(read, names, pages, [str(report) for report in reports], heard)


def _hear(model: Model, tasks: Sequence[Task], ontology: Path, say: Progress) -> Heard:
    from gfmd_graph.chat.asking import hear

    return hear(model, tasks, ontology, lambda done, of: say("model", done, of))


def _read(
    chunks: Iterable[tuple[int, Done]], of: int, problems: list[Problem], say: Progress, scratch: Path
) -> _Read:
    parts: list[Part] = []
    files: list[Path] = []
    findings: set[Finding] = set()
    done = 0
    say("reports", done, of)
    for number, chunk in chunks:
        for part in chunk.parts:
            files.append(scratch / f"{len(files):06d}.nq")
            files[-1].write_bytes(part.quads)
            parts.append(part.without_quads())
        problems += chunk.problems
        findings |= set(chunk.findings)
        done += number
        say("reports", done, of)
    return _Read(tuple(parts), tuple(files), tuple(problems), tuple(sorted(findings)))


def _nothing(problems: Sequence[Problem]) -> Problem:
    listed = " ".join(str(problem) for problem in problems)
    return Problem(f"no report could be read: {listed.rstrip('.')}", "", "the output is as it was")


def _write(
    folder: Path, read: _Read, ontology: Path, say: Progress, language: str, heard: Heard | None
) -> tuple[int, int]:
    """Every file of the output; gives the number of names to review and of pages."""
    from gfmd_graph.publish.pages import write_pages
    from gfmd_graph.review.lists import write_lists

    say("graph", 0, 1)
    known = known_quads(ontology)
    with (folder / "graph.nq").open("wb") as file:
        file.write(rdf.dump(known, rdf.SUFFIXES[".nq"]))
        for part in read.files:
            file.write(part.read_bytes())
    graph = Graph(rdf.read(folder / "graph.nq"))
    rdf.write(graph.quads(), folder / "graph.ttl", rdf.SUFFIXES[".ttl"])
    rdf.write(known, folder / "vocabulary.ttl", rdf.SUFFIXES[".ttl"])
    places = chain.from_iterable(part.names for part in read.parts)
    names = write_lists(folder / "review", places, chain.from_iterable(part.unsure for part in read.parts))
    say("graph", 1, 1)
    say("pages", 0, 1)
    pages = write_pages(graph, folder / "pages", language, ontology)
    made = json.dumps(_made_of(folder, read.parts, heard), indent=2, ensure_ascii=False)
    (folder / "build.json").write_bytes(made.encode() + b"\n")
    say("pages", 1, 1)
    return names, pages


def _is_named(problem: Problem, inputs: Sequence[str]) -> bool:
    """Whether a problem is about one of the inputs itself: its path, perhaps with a line or page."""
    return any(re.fullmatch(rf"{re.escape(given)}(,.*)?", problem.where, re.S) for given in inputs)


def _made_of(folder: Path, parts: Sequence[Part], heard: Heard | None) -> dict[str, object]:
    """What was built from what: no clock, no path of this machine."""
    model = {"name": heard.name, "prompt_sha256": heard.prompt, "kept": heard.kept} if heard else None
    files = ("graph.nq", "graph.ttl", "vocabulary.ttl")
    return {
        "program": f"gfmd-graph {version()}",
        "vocabulary": VOCABULARY_GRAPH,
        **({"model": model} if model else {}),
        "reports": [
            {
                "report": part.report,
                "file": part.source,
                "template": part.template,
                "text_sha256": part.digest,
                "statements": part.statements,
            }
            for part in parts
        ],
        "files": {name: sha256((folder / name).read_bytes()).hexdigest() for name in files},
    }


def _summary(read: _Read, names: int, pages: int, inputs: Sequence[str], heard: Heard | None) -> Summary:
    basis: Counter[str] = Counter()
    for part in read.parts:
        basis.update(part.links)
    return Summary(
        reports=len(read.parts),
        statements=sum(part.statements for part in read.parts),
        without_template=sum(part.template is None for part in read.parts),
        without_kind=sum(part.without_kind for part in read.parts),
        links=dict(sorted(basis.items())),
        findings=read.findings,
        names_to_review=names,
        pages=pages,
        problems=read.problems,
        in_vain=any(_is_named(problem, inputs) for problem in read.problems),
        heard=heard,
    )

"""One report: read, recognised, extracted. What a notebook calls, and what a build does to each file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

from gfmd_graph.errors import Problem
from gfmd_graph.extraction.extract import THRESHOLD, extract_all
from gfmd_graph.extraction.world import World, load_world
from gfmd_graph.form.recognise import Entered, Knowledge, recognise
from gfmd_graph.knowledge.templates import load_templates
from gfmd_graph.model import Extraction, Report, Suggestion
from gfmd_graph.read.reader import read_document
from gfmd_graph.register import entries
from gfmd_graph.resources import default_ontology
from gfmd_graph.words import key


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
    return recognise(read_document(file), entered, knowledge_of(ontology or default_ontology()))


def extract(
    report: Report,
    ontology: Path | None = None,
    threshold: float = THRESHOLD,
    suggestions: Sequence[Suggestion] = (),
) -> tuple[Extraction, ...]:
    """What each statement of a report names and says, in reading order. Raises `Problem`."""
    return extract_all(report, load_world(ontology or default_ontology()), threshold, suggestions)


@lru_cache
def knowledge_of(ontology: Path) -> Knowledge:
    """What recognition needs of an ontology folder. Raises `Problem`."""
    world = load_world(ontology)
    return Knowledge(load_templates(ontology), world.languages, _name_test(world))


def _name_test(world: World) -> Callable[[str], bool]:
    """Whether words that look like a person's name are a place, a body or an event."""
    words = world.languages.words("private", "not_in_names")
    return lambda name: not words.isdisjoint(key(name).split()) or world.lexicon.knows(name)

"""The step before extraction where a build names a model: each statement is shown to it, once.

It runs in one process and on one connection, whatever the extraction does; what comes out is data.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from gfmd_graph.chat.kept import Answers
from gfmd_graph.chat.wire import Address, Chat, Claim
from gfmd_graph.errors import Problem
from gfmd_graph.extraction.objectives import LIKELY
from gfmd_graph.extraction.sentence import sentence
from gfmd_graph.extraction.suggested import is_open, placed
from gfmd_graph.form.recognise import Entered
from gfmd_graph.form.rule import is_under_the_rule
from gfmd_graph.knowledge.languages import Languages, load_languages
from gfmd_graph.knowledge.prompts import load_prompt
from gfmd_graph.knowledge.templates import load_templates
from gfmd_graph.model import Extraction, Report, Statement, Suggestion
from gfmd_graph.reading import extract, read_report

METHOD = "chat-model/1"

CONFIDENCE = LIKELY
"""What a model says counts as the least that the graph takes, and less than anything our rules put there."""


@dataclass(frozen=True, slots=True)
class Model:
    """A model that a build shall ask. `answers` is the file in which what it said is kept."""

    address: Address
    answers: Path
    despite_chatham_house: bool = False
    """Whether reports under the Chatham House Rule may be shown to it too"""


@dataclass(frozen=True, slots=True)
class Heard:
    """What a model said, by report, and how much of it is of use."""

    name: str
    prompt: str
    """A digest of what it was told"""
    suggestions: Mapping[str, tuple[Suggestion, ...]]
    statements: int
    asked: int
    """Statements that were shown to it now; the answers to the others were kept"""
    known: int
    """What our rules had found already"""
    not_there: int
    """Left out, because the words do not stand in the statement"""
    useless: int
    """Answers that are no list of objectives and quotes"""

    @property
    def kept(self) -> int:
        return sum(map(len, self.suggestions.values()))


def hear(
    model: Model,
    tasks: Sequence[tuple[Path, Entered]],
    ontology: Path,
    progress: Callable[[int, int], None],
) -> Heard:
    """What the model says of every report that can be read. Raises `Problem`.

    Where a report is under the Chatham House Rule nothing is asked, unless the model may see it all the same.
    """
    prompt = load_prompt(ontology)
    chat = Chat(model.address, prompt)
    shown = _shown(model, tasks, ontology)
    answers = Answers(model.answers)
    count = _Count(chat, answers, model, load_languages(ontology))
    progress(0, len(shown))
    try:
        for done, one in enumerate(shown, 1):
            count.hear(one)
            progress(done, len(shown))
    finally:
        answers.write()
    told = sha256(f"{prompt.system}\n{prompt.statement}".encode()).hexdigest()
    return count.heard(told)


@dataclass(frozen=True, slots=True)
class _Shown:
    report: Report
    statement: Statement
    known: frozenset[int]
    """Objectives that our rules found"""


def _shown(model: Model, tasks: Sequence[tuple[Path, Entered]], ontology: Path) -> list[_Shown]:
    """The statements to ask about, of all reports. Raises `Problem` where one is under the rule."""
    templates, languages = load_templates(ontology), load_languages(ontology)
    found: list[_Shown] = []
    refused: list[str] = []
    for path, entered in tasks:
        try:
            report = read_report(path, ontology, entered)
        except Problem:
            continue  # the step after this one reads it again, and says why it is left out
        if not model.despite_chatham_house and is_under_the_rule(report, templates, languages):
            refused.append(entered.source)
            continue
        found += [
            _Shown(report, one.statement, _likely(one))
            for one in extract(report, ontology)
            if is_open(one.statement, one.objectives)
        ]
    if refused:
        raise _refused(refused)
    return found


def _likely(extraction: Extraction) -> frozenset[int]:
    return frozenset(one.number for one in extraction.objectives if one.confidence >= LIKELY)


def _refused(sources: Sequence[str]) -> Problem:
    others = len(sources) - 1
    are = f"and {others} other report{'s' * (others > 1)} are" if others else "is"
    mend = "build without --model-url, or add --model-despite-chatham-house if all who spoke there agree"
    return Problem(f"{are} under the Chatham House Rule, so no model was asked", sources[0], mend)


class _Count:
    """Asks about one statement after the other and counts what comes of it."""

    def __init__(self, chat: Chat, answers: Answers, model: Model, languages: Languages) -> None:
        self._chat = chat
        self._answers = answers
        self._name = model.address.name
        self._languages = languages
        self._suggestions: dict[str, list[Suggestion]] = {}
        self._counts: Counter[str] = Counter()

    def hear(self, one: _Shown) -> None:
        question = self._chat.question(one.statement.text)
        self._counts["statements"] += 1
        if not self._answers.knows(question):
            self._answers.add(self._name, question, self._chat.ask(question))
            self._counts["asked"] += 1
        answer = self._answers.of(question)
        if answer is None:
            self._counts["useless"] += 1
        for claim in answer or ():
            self._take(one, claim)

    def _take(self, one: _Shown, claim: Claim) -> None:
        suggestion = Suggestion(one.statement.iri, *claim, CONFIDENCE, f"{METHOD}:{self._name}")
        if placed(sentence(one.report, one.statement), suggestion, self._languages) is None:
            self._counts["not_there"] += 1
        elif claim.number in one.known:
            self._counts["known"] += 1
        else:
            self._suggestions.setdefault(one.report.iri, []).append(suggestion)

    def heard(self, prompt: str) -> Heard:
        return Heard(
            name=self._name,
            prompt=prompt,
            suggestions={report: tuple(own) for report, own in sorted(self._suggestions.items())},
            statements=self._counts["statements"],
            asked=self._counts["asked"],
            known=self._counts["known"],
            not_there=self._counts["not_there"],
            useless=self._counts["useless"],
        )

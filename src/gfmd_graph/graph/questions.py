"""Named questions: the files of `ontology/questions`, asked with words that people write.

A file is SPARQL 1.1 that any server answers as it is. Its header says what it is about; its lines

    # with country as ?theCountry: ?practice gfmd:implementedBy ?theCountry .
    VALUES ?language { "en" } # with language as ?language

say where a parameter goes: when it is given, the line becomes `VALUES ?theCountry { <iri> }` and the
pattern after the colon. What goes in is always a term that was looked up, never the words themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from gfmd_graph.errors import Problem
from gfmd_graph.graph import lookup
from gfmd_graph.graph.store import Answering, Cell, Table
from gfmd_graph.namespaces import BASE, PUBLISHED_BASE
from gfmd_graph.resources import default_ontology, ontology_files

DRAWINGS: dict[str, tuple[str, ...]] = {
    "cards": (),
    "map": ("place", "layer"),
    "matrix": ("row", "column"),
    "network": ("from", "to"),
    "sides": ("group",),
    "table": (),
    "timeline": ("time", "lane"),
}
"""How an answer can be drawn, and the parts of the drawing for which a page needs a column."""
NO_PAGE = "none"
ROWS = 100
"""Rows of which the words behind are looked up."""

Words = Mapping[str, str | Iterable[str]]

_HEADER = re.compile(r"^# (title|description|param|columns|draw|opens|page|words)(?:@([a-z]{2}))?: (.+)$")
_PARAM = re.compile(r"(\w+) \| (.+) \| type (\w+) \| default (\w+)")
_WORDS = re.compile(r"([a-z-]+) with (\w+(?: as \w+)?(?:, \w+(?: as \w+)?)*)")
_DRAW = re.compile(r"([a-z]+)(?: with (\w+ as \w+(?:, \w+ as \w+)*))?")
_WITH = re.compile(
    r"^(?P<indent> *)(?:VALUES [^#\n]*)?# with (?P<name>\w+) as \?(?P<variable>\w+)(?:: (?P<pattern>.+))?$",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """`type` is a key of `lookup.TYPES`, "year" or "language"; `default` "all" means: any."""

    name: str
    description: str
    type: str
    default: str


@dataclass(frozen=True, slots=True)
class Behind:
    """The question that gives the words behind a row: parameter -> the column of the row that fills it."""

    question: str
    filled: tuple[tuple[str, str], ...]

    def words(self, row: Mapping[str, object]) -> dict[str, str]:
        """What to ask for, from a row of the answer."""
        found = ((name, row.get(column)) for name, column in self.filled)
        return {name: str(value).rpartition("/")[2] for name, value in found if value is not None}


@dataclass(frozen=True, slots=True)
class Question:
    """One named question. `columns` are all columns of the answer, `shown` those for a person's eyes."""

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    shown: tuple[str, ...]
    draw: str
    sparql: str
    behind: Behind | None = None
    """For rows that count or pair things and have no words of their own."""
    parts: tuple[tuple[str, str], ...] = ()
    """(column, part in the drawing): which column is the row of a matrix, the place of a map."""
    opens: str = ""
    """The question whose rows stand behind a cell of the drawing: those that agree in all shared columns."""
    page: str = ""
    """Its place and word in the menu of the pages, such as `4 Map`; "none" where it has no page."""
    translated: tuple[tuple[str, str], ...] = ()
    """title@fr, description@es, page@fr ...: the same for people who read another language."""

    def says(self, what: str, language: str) -> str:
        """Its title, description or page in this language, else as it stands in the file."""
        return dict(self.translated).get(f"{what}@{language}") or str(getattr(self, what))

    def part(self, name: str, default: str = "") -> str:
        """The column that is this part of the drawing; `default` where no line says so and it exists."""
        named = [column for column, part in self.parts if part == name]
        return named[0] if named else default if default in self.columns else ""

    def parameter(self, name: str) -> Parameter:
        """The parameter of this name. Raises `Problem`."""
        for parameter in self.parameters:
            if parameter.name == name:
                return parameter
        takes = ", ".join(f"--{parameter.name}" for parameter in self.parameters)
        raise Problem(f"the question {self.name} does not take --{name}", "", f"it takes {takes}")


def load(ontology: Path | None = None) -> tuple[Question, ...]:
    """All named questions, by name. Raises `Problem` for a file that is not written as it should be."""
    return tuple(_read(file) for file in ontology_files(ontology or default_ontology(), "questions", ".rq"))


def find(questions: Iterable[Question], name: str) -> Question:
    """The question of this name. Raises `Problem` with the names that are most alike."""
    known = {question.name: question for question in questions}
    if name in known:
        return known[name]
    close = lookup.nearest(name, {one: one for one in known}, least=55)
    mend = f"perhaps you meant {lookup.either(close)}" if close else "`gfmd-graph ask` lists them all"
    raise Problem(f"there is no question '{name}'", "", mend)


def prepare(graph: Answering, question: Question, words: Words) -> str:
    """The query of a question with its parameters in place. Raises `Problem` for what is not known."""
    values: dict[str, str] = {}
    for name, given in sorted(words.items()):
        type = question.parameter(name).type
        each = [given] if isinstance(given, str) else list(given)
        terms = dict.fromkeys(str(lookup.term(graph, type, one)) for one in each)
        if terms:
            values[name] = " ".join(terms)

    def line(match: re.Match[str]) -> str:
        if match["name"] not in values:
            return match[0]
        bound = f"{match['indent']}VALUES ?{match['variable']} {{ {values[match['name']]} }}"
        return f"{bound} {match['pattern']}" if match["pattern"] else bound

    return _WITH.sub(line, question.sparql)


def ask(graph: Answering, name: str, words: Words | None = None, ontology: Path | None = None) -> Table:
    """The answer to a named question: `ask(graph, "champions", {"objective": "5"})`. Raises `Problem`."""
    return graph.select(prepare(graph, find(load(ontology), name), words or {}))


def behind(
    graph: Answering, known: Iterable[Question], question: Question, table: Table, language: str | None = None
) -> tuple[Table, Question]:
    """The words behind the first `ROWS` rows of `table`, each once, and the question that gave them.

    An answer whose rows have words of their own is given back as it is. Raises `Problem`.
    """
    if question.behind is None:
        return table, question
    asked = find(known, question.behind.question)
    rows: dict[tuple[Cell, ...], None] = {}
    for row in table.dicts()[:ROWS]:
        words = question.behind.words(row)
        if language and "language" in {parameter.name for parameter in asked.parameters}:
            words["language"] = language
        rows |= dict.fromkeys(graph.select(prepare(graph, asked, words)).rows)
    return Table(asked.columns, tuple(rows)), asked


def _read(file: Path) -> Question:
    try:
        text = file.read_text(encoding="utf-8").replace(PUBLISHED_BASE, BASE)
    except (OSError, UnicodeDecodeError) as error:
        raise Problem(f"cannot be read ({error})", str(file), "check the file") from error
    found: dict[str, list[str]] = {}
    translated: dict[str, str] = {}
    for line in text.splitlines():
        if match := _HEADER.match(line):
            if match[2]:
                translated[f"{match[1]}@{match[2]}"] = match[3].strip()
            else:
                found.setdefault(match[1], []).append(match[3].strip())
    for name in ("title", "description", "columns", "draw"):
        if len(found.get(name, [])) != 1:
            raise Problem(f"has no line `# {name}: ...`, or two of them", str(file), "write one")
    columns = [column.strip() for column in found["columns"][0].split(",")]
    draw, parts = _drawn(found["draw"][0], columns, file)
    question = Question(
        file.stem,
        found["title"][0],
        found["description"][0],
        tuple(_parameter(line, file) for line in found.get("param", [])),
        tuple(column.strip("()") for column in columns),
        tuple(column for column in columns if not column.startswith("(")),
        draw,
        text,
        _behind(found["words"][0], file) if "words" in found else None,
        parts,
        found.get("opens", [""])[0],
        found.get("page", [""])[0],
        tuple(translated.items()),
    )
    _check(question, file)
    return question


def _drawn(line: str, columns: list[str], file: Path) -> tuple[str, tuple[tuple[str, str], ...]]:
    """`matrix with country as row, objective as column`."""
    match = _DRAW.fullmatch(line)
    if not match or match[1] not in DRAWINGS:
        raise Problem("has an unknown `# draw:`", str(file), f"write one of {', '.join(DRAWINGS)}")
    pairs = [one.split(" as ") for one in match[2].split(", ")] if match[2] else []
    for column, _ in pairs:
        if column not in columns and f"({column})" not in columns:
            mend = "write one of its `# columns:`"
            raise Problem(f"draws a column that it does not have ({column})", str(file), mend)
    return match[1], tuple((column, part) for column, part in pairs)


def _behind(line: str, file: Path) -> Behind:
    """`practices-of-objective with objective, country as teacher`."""
    match = _WORDS.fullmatch(line)
    if not match:
        mend = "write `# words: question with parameter, parameter as column`"
        raise Problem(f"has a line of words that cannot be read ({line})", str(file), mend)
    pairs = (one.split(" as ") for one in match[2].split(", "))
    return Behind(match[1], tuple((pair[0], pair[-1]) for pair in pairs))


def _parameter(line: str, file: Path) -> Parameter:
    match = _PARAM.fullmatch(line)
    if not match or match[3] not in (*lookup.TYPES, "year", "language"):
        mend = "write `# param: name | description | type country | default all` with a known type"
        raise Problem(f"has a parameter that cannot be read ({line})", str(file), mend)
    return Parameter(match[1], match[2].strip(), match[3], match[4])


def _check(question: Question, file: Path) -> None:
    """What a page needs is there; a parameter that is announced is used, and the other way round."""
    needed = () if question.page == NO_PAGE else DRAWINGS[question.draw]
    missing = [part for part in needed if not question.part(part)]
    if missing:
        mend = f"write `# draw: {question.draw} with column as {missing[0]}`, or `# page: {NO_PAGE}`"
        raise Problem(f"draws a {question.draw} without its {' and '.join(missing)}", str(file), mend)
    if question.draw in ("cards", "sides") and "statement" not in question.columns:
        raise Problem(f"draws {question.draw} without statements", str(file), "give it a column `statement`")
    announced = {parameter.name for parameter in question.parameters}
    used = {match["name"] for match in _WITH.finditer(question.sparql)}
    if announced != used:
        odd = ", ".join(sorted(announced ^ used))
        mend = "give each parameter one `# param:` line and at least one `# with ... as ?...` line"
        raise Problem(f"announces and uses different parameters ({odd})", str(file), mend)

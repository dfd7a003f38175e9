"""Answers of models, kept in a file: no question is asked twice, and the same build gives the same bytes.

The file may come from somebody else. What it says is checked against the statements like any answer, and it
names them only by a digest of the question.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

from gfmd_graph.chat.wire import Answer, claims
from gfmd_graph.errors import Problem
from gfmd_graph.output import replaced_file

OFTEN = 20
"""New answers after which the file is written: so many are lost at most, however a build ends."""

_MEND = "delete that line, or name another file with --model-answers"


class Answers:
    """The answers in a file. `add` keeps new ones; `write` must be called at the end."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._rows = _rows(path)
        self._new = 0

    def knows(self, question: bytes) -> bool:
        return _digest(question) in self._rows

    def of(self, question: bytes) -> Answer:
        """The kept answer to a question that is known."""
        return self._rows[_digest(question)][1]

    def add(self, model: str, question: bytes, answer: Answer) -> None:
        self._rows[_digest(question)] = (model, answer)
        self._new += 1
        if self._new % OFTEN == 0:
            self.write()

    def write(self) -> None:
        """Write the file where there are new answers. Raises `Problem`."""
        if not self._new:
            return
        with replaced_file(self._path, "name another file with --model-answers") as file:
            for question, (model, answer) in sorted(self._rows.items()):
                file.write(_line(question, model, answer))


def _digest(question: bytes) -> str:
    return sha256(question).hexdigest()


def _line(question: str, model: str, answer: Answer) -> bytes:
    rows = None if answer is None else [claim._asdict() for claim in answer]
    return json.dumps({"question": question, "model": model, "objectives": rows}).encode() + b"\n"


def _rows(path: Path) -> dict[str, tuple[str, Answer]]:
    if not path.exists():
        return {}
    try:
        lines = path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise Problem(f"cannot be read ({error})", str(path), "name another with --model-answers") from error
    rows: dict[str, tuple[str, Answer]] = {}
    for number, line in enumerate(lines, 1):
        if line.strip():
            question, model, answer = _row(line, f"{path}, line {number}")
            rows[question] = (model, answer)
    return rows


def _row(line: str, where: str) -> tuple[str, str, Answer]:
    try:
        row = json.loads(line)
        question, model, rows = str(row["question"]), str(row["model"]), row["objectives"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Problem("is no kept answer of a model", where, _MEND) from error
    answer = claims(rows)
    if answer is None and rows is not None:
        raise Problem("is no kept answer of a model", where, _MEND)
    return question, model, answer

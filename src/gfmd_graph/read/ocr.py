"""Text recognition by the program tesseract, where it is installed: a picture of a page in, its lines out."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from gfmd_graph.errors import Problem

LANGUAGES = ("eng", "fra", "spa")
SECONDS_A_PAGE = 90
_LEAST_CONFIDENCE = 20.0
_MEND = (
    "install the program tesseract with its languages eng, fra and spa "
    "(apt install tesseract-ocr tesseract-ocr-fra tesseract-ocr-spa), or give the original document"
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a page in pixels; `paragraph` tells rows of one paragraph from others."""

    words: tuple[str, ...]
    paragraph: tuple[int, int]
    left: int
    width: int

    @property
    def text(self) -> str:
        return " ".join(self.words)


def program(where: str) -> str:
    """The path of tesseract; Problem when it or one of its languages is not there."""
    found = shutil.which("tesseract")
    if found is None:
        raise Problem(
            "is a scan without a text layer, and no tesseract is installed to read it", where, _MEND
        )
    missing = [language for language in LANGUAGES if language not in _languages(found)]
    if missing:
        lacks = f"tesseract lacks {' and '.join(missing)}"
        raise Problem(f"is a scan without a text layer, and {lacks}", where, _MEND)
    return found


def recognised(tesseract: str, picture: bytes, dpi: int, where: str) -> list[Row]:
    """The lines in a picture (PGM); Problem when tesseract fails or takes too long."""
    command = [tesseract, "stdin", "stdout", "-l", "+".join(LANGUAGES), "--dpi", str(dpi), "tsv"]
    # More threads than one make it slower.
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(
            command, input=picture, capture_output=True, timeout=SECONDS_A_PAGE, env=environment, check=True
        )
    except subprocess.TimeoutExpired as error:
        raise Problem(
            f"takes more than {SECONDS_A_PAGE} seconds to recognise",
            where,
            "scan it again, in black and white",
        ) from error
    except (subprocess.CalledProcessError, OSError) as error:
        raise Problem("could not be recognised by tesseract", where, "give the original document") from error
    return list(_rows(done.stdout.decode("utf-8", "replace")))


@cache
def _languages(tesseract: str) -> frozenset[str]:
    try:
        done = subprocess.run([tesseract, "--list-langs"], capture_output=True, timeout=30, check=True)
    except (subprocess.SubprocessError, OSError):
        return frozenset()
    return frozenset(done.stdout.decode("utf-8", "replace").split())


def _rows(table: str) -> Iterator[Row]:
    """From tesseract's table, one row for each line: level, page, block, paragraph, line, word, box ..."""
    words = []
    for line in table.splitlines():
        fields = line.split("\t")
        if len(fields) == 12 and fields[0] == "5" and fields[11].strip():
            words.append(fields)
    for _, group in groupby(words, key=lambda fields: fields[2:5]):
        line_words = [fields for fields in group if _is_word(fields)]
        if line_words:
            first, last = line_words[0], line_words[-1]
            left = int(first[6])
            yield Row(
                words=tuple(fields[11] for fields in line_words),
                paragraph=(int(first[2]), int(first[3])),
                left=left,
                width=int(last[6]) + int(last[8]) - left,
            )


def _is_word(fields: list[str]) -> bool:
    """Specks and rules come back as signs that tesseract itself doubts."""
    word = fields[11].strip("|_")
    return any(char.isalnum() for char in word) or (bool(word) and float(fields[10]) >= _LEAST_CONFIDENCE)

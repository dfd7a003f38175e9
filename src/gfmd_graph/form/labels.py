"""The marker at the start of an item: "a-", "(b)", "3.", "iv)", "•", "Question 2:"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from gfmd_graph.words import plain

_BULLET = re.compile(
    r"(?:[•●○▪■□◦‣⁃∙·➢➤✓✔✗☐☑☒→\uf0b7\uf0a7\uf0d8\uf02d]\s*|[*o+]\s+|>{1,3}\s+|-{1,2}\s*(?=[^\s\d-])|-\s+)"
)
_BOX = re.compile(r"\[[ xX]\]\s+(?=\S)")
"""The box of a checklist, alone or behind a bullet."""
_ENUMERATED = re.compile(
    r"(\d{1,2}(?:\.\d{1,2}){1,3})[.)]?\s+(?=\S)"
    r"|[(\[]?(\d{1,2}(?:\.\d{1,2}){0,3}|[A-Za-z]|[ivxIVX]{2,5})(?:[.)\]/°º]{1,2}-?|-|:|\s-(?=\s))\s*(?=\S)"
)
_AHEAD = 120
"""A marker stands at the start of a line: no more characters than this are looked at."""
_ROMAN = {"i": 1, "v": 5, "x": 10}


@dataclass(frozen=True, slots=True)
class Marker:
    """`length` characters of the line, in a `style`; `values` are the places in a row it can stand for.

    `path` are the numbers of an outline, (1, 2) for "1.2", or the one of "Question 1:".
    """

    length: int
    style: str
    values: tuple[tuple[str, int], ...] = ()
    path: tuple[int, ...] = ()

    @property
    def counts(self) -> bool:
        return bool(self.values)


def marker(line: str, item_words: frozenset[str]) -> Marker | None:
    """The marker with which `line` (without leading white space) starts, None where it has none."""
    line = line[:_AHEAD]
    text = plain(line)
    sign = _boxed(text, _bullet(text)) or _enumerated(text, line)
    word = _worded(text[sign.length if sign else 0 :], item_words)
    if sign and word:
        return replace(sign, length=sign.length + word.length)
    return sign or word


def label_marker(label: str, item_words: frozenset[str]) -> Marker | None:
    """The marker that the format's own label is; it may be a bare number, "1" or "1.2"."""
    return marker(f"{label} X", item_words) or marker(f"{label}. X", item_words)


def words_at(text: str, label: str) -> int:
    """Where the words of `text` begin behind the format's own label."""
    return len(text) - len(text[len(label) :].lstrip())


def _boxed(text: str, sign: Marker | None) -> Marker | None:
    """The sign with the box of a checklist behind it; the box alone where there is no sign."""
    box = _BOX.match(text, sign.length if sign else 0)
    if not box:
        return sign
    return replace(sign, length=box.end()) if sign else Marker(box.end(), "bullet [")


def _bullet(text: str) -> Marker | None:
    match = _BULLET.match(text)
    return Marker(match.end(), f"bullet {text[0]}") if match and match.end() < len(text) else None


def _enumerated(text: str, line: str) -> Marker | None:
    match = _ENUMERATED.match(text)
    if not match:
        return None
    token = match[1] or match[2]
    spaced = text[match.end() - 1].isspace()
    signs = "-)" if token.isalpha() else ".)"
    if not spaced and not (text[match.end()].isupper() and text[match.end() - 1] in signs):
        return None
    if "." in token:
        path = tuple(map(int, token.split(".")))
        return Marker(match.end(), "outline", (("outline", path[-1]),), path)
    if token.isdigit():
        return Marker(match.end(), "number", (("number", int(token)),))
    return Marker(match.end(), "letter", _letter_values(token))


def _letter_values(token: str) -> tuple[tuple[str, int], ...]:
    case = "upper" if token.isupper() else "lower"
    values = []
    if len(token) == 1:
        values.append((f"{case} letter", ord(token.lower()) - ord("a") + 1))
    if set(token.lower()) <= set(_ROMAN):
        values.append((f"{case} roman", _roman(token.lower())))
    return tuple(values)


def _roman(token: str) -> int:
    digits = [_ROMAN[char] for char in token]
    following = [*digits[1:], 0]
    return sum(-digit if digit < after else digit for digit, after in zip(digits, following, strict=True))


_WORDED = re.compile(
    r"(?P<word>[^\W\d_]+(?: [^\W\d_]+)?)\s*(?P<number>#?\d{1,2}|[a-z])?\s*(?P<sign>\.[-–]|[:.)]|-)\s*", re.I
)


def _worded(text: str, item_words: frozenset[str]) -> Marker | None:
    match = _WORDED.match(text)
    if not match or match["word"].lower() not in item_words or match.end() == len(text):
        return None
    if not match["number"] and match["sign"] not in (":", ".-", ".–"):
        return None
    digits = (match["number"] or "").lstrip("#")
    return Marker(match.end(), "word", path=(int(digits),) if digits.isdecimal() else ())

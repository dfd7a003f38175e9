"""The ways in which a label is written: capitals, lower case, hyphens for blanks, leading words."""

from __future__ import annotations

from gfmd_graph.knowledge.vocabulary import Label
from gfmd_graph.words import key, plain

_SHORT = 4
"""Names of fewer letters are read only as they are written: "Iran" also as "IRAN", "US" never as "us"."""
_LONG = 8
"""Names of several words and at least so many letters are found whatever their case."""


def is_area(label: Label) -> bool:
    return label.concept.type != "Organisation"


def exact_spellings(label: Label, common: frozenset[str]) -> set[str]:
    """Every way to write a label that is matched with its capitals, accents folded."""
    text = plain(label.text)
    forms = {text}
    if label.kind == "demonym" and label.language != "en":
        forms |= {text[0].upper() + text[1:], text[0].lower() + text[1:]}
    if label.kind in ("name", "demonym") and len(text) >= _SHORT:
        if is_area(label) or " " in text or text.istitle():
            forms.add(text.upper())
        if is_area(label) and _may_be_lower(text, common):
            forms.add(text.lower())
    if is_area(label):
        forms |= {form.replace(" ", "-") for form in forms} | _unhyphened(forms)
    return forms


def loose_spellings(label: Label, common: frozenset[str]) -> set[str]:
    """The lower-case forms of a label that is long enough to be found whatever its case; none for others."""
    text = plain(label.text).lower()
    words = text.split()
    least = 2 if is_area(label) else 3
    long = len(text) >= _LONG and len(words) >= least and label.kind in ("name", "demonym")
    if not long or not common.isdisjoint(words):
        return set()
    return {text, text.replace(" ", "-")} if is_area(label) else {text}


def lead(label: Label, leading: frozenset[str]) -> int:
    """The letters of small words that lead to a name and are no part of it: 3 for "du Salvador"."""
    start = 0
    for word in label.text.split()[:-1]:
        if not word.islower() or key(word) not in leading:
            break
        start += len(word) + 1
    return start


def _may_be_lower(text: str, common: frozenset[str]) -> bool:
    return text.isalpha() and not text.isupper() and text.lower() not in common


def _unhyphened(forms: set[str]) -> set[str]:
    return {form.replace("-", " ") for form in forms if "-" in form and not form.endswith("-")}

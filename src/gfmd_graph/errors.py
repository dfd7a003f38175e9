"""What goes wrong, said for a person: what, where, and the mend."""

from __future__ import annotations


class Problem(Exception):
    """Something a person can mend.

    `what` is a sentence without a full stop, `where` a file (with a line or page where known),
    `mend` what to do about it, also without a full stop.
    """

    def __init__(self, what: str, where: str = "", mend: str = "") -> None:
        super().__init__(what, where, mend)
        self.what = what
        self.where = where
        self.mend = mend

    def __str__(self) -> str:
        sentence = f"{self.where}: {self.what}" if self.where else self.what
        sentence = f"{sentence}; {self.mend}" if self.mend else sentence
        return visible(sentence) + "."


class ScanProblem(Problem):
    """A document whose pages are pictures: text recognition may still read it."""


def visible(text: str) -> str:
    """`text` on one line and without control characters, safe for a terminal or a log."""
    return "".join(ch if ch.isprintable() else "\N{REPLACEMENT CHARACTER}" for ch in " ".join(text.split()))

"""No pattern of the package can be made to run for ever by a hostile text."""

from __future__ import annotations

import importlib
import pkgutil
import re
import signal
from collections.abc import Iterator
from pathlib import Path
from types import FrameType, ModuleType

import pytest

import gfmd_graph

LENGTH = 1_000
SECONDS = 0.2
"""A pattern whose time grows with the square of `LENGTH` stays below; with its cube or worse it does not."""
UNITS = (
    *"aA1é -–.,:;!?()[]{}<>|#*_~=+&@/\\'’\"“”«»•…\t\n\r\f\u00a0%",
    "a ", "A ", "A B ", "Aa ", "1 ", "1.", "1, ", "a.", "A.", "a-", "- ", "a@", "a@b.", ", ", ". ", "\n\n",
    " \n", "a: ", "a:\n", "-a\n", "|a", "(a) ", "[a](", "<a>", "“a” ", "A de ", "a’", "and ", "1 and ", "1-",
    "1/", "(1", "\\a", "A, ",
)  # fmt: skip
BEFORE = ("", "A", "“", "(", "1 ", "---\n")
BEHIND = ("", "!", "\n")
WAYS = ("search", "match", "fullmatch")
SAME_AS = {"finditer": "search", "findall": "search", "sub": "search", "split": "search"}


def modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(gfmd_graph.__path__, "gfmd_graph."):
        if not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


def patterns() -> dict[str, tuple[re.Pattern[str], frozenset[str]]]:
    """Every compiled pattern of a module by its place, with the ways in which the module uses it."""
    found = {}
    for module in modules():
        source = Path(str(module.__file__)).read_text("utf-8")
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                called = re.findall(rf"\b{name}\.(\w+)\(", source)
                used = {SAME_AS.get(way, way) for way in called} & set(WAYS)
                found[f"{module.__name__}.{name}"] = (value, frozenset(used or WAYS))
    return found


PATTERNS = patterns()


def hostile(pattern: str) -> Iterator[str]:
    """Long repetitions of what patterns look for: of signs, and of words of the pattern itself."""
    words = dict.fromkeys(re.findall(r"[A-Za-zÀ-ÿ]{2,}", pattern)[:12])
    for unit in (*UNITS, *words, *(f"{word} 1, " for word in words)):
        for before in BEFORE:
            for behind in BEHIND:
                yield before + unit * (LENGTH // len(unit)) + behind


class TooSlowError(Exception):
    pass


def _stop(number: int, frame: FrameType | None) -> None:
    raise TooSlowError


def slow_on(pattern: re.Pattern[str], ways: frozenset[str]) -> str:
    """The beginning of a text on which the pattern is slow; empty when there is none."""
    before = signal.signal(signal.SIGVTALRM, _stop)
    text = ""
    try:
        for text in hostile(pattern.pattern):
            for way in ways:
                signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
                getattr(pattern, way)(text)
        return ""
    except TooSlowError:
        return text[:40]
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@pytest.mark.parametrize("place", sorted(PATTERNS))
def test_no_text_makes_a_pattern_run_for_ever(place: str) -> None:
    assert not slow_on(*PATTERNS[place])


@pytest.mark.parametrize("explosive", [r"(a+)+!", r"(\w+\s?)*$", r"\s*\s*\s*x", r"(?:a|a)*b"])
def test_the_probe_finds_patterns_that_do(explosive: str) -> None:
    assert slow_on(re.compile(explosive), frozenset({"match", "search"}))

"""Every way of naming an objective by number that a rapporteur may use, and what only looks like one."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gfmd_graph.extraction.numbers import references
from gfmd_graph.knowledge.languages import load_languages
from places import ONTOLOGY, ROOT

LANGUAGES = load_languages(ONTOLOGY)

GOLDEN = ROOT / "tests" / "golden" / "objective-numbers.jsonl"
CASES = [(row["text"], row["numbers"]) for row in map(json.loads, GOLDEN.read_text("utf-8").splitlines())]
AROUND = ("{}", "See {}.", "({})", "We talked at length about {}, which is urgent.", "{}: a call")


def numbers(text: str) -> list[int]:
    return [reference.number for reference in references(text, LANGUAGES)]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_each_form_is_read_and_no_trap(text: str, wanted: list[int]) -> None:
    assert numbers(text) == wanted


@pytest.mark.parametrize("frame", AROUND[1:])
def test_each_form_is_read_within_a_sentence(frame: str) -> None:
    text = {frame.format(text): wanted for text, wanted in CASES}
    assert {one: numbers(one) for one in text} == text


NOUNS = {
    "en": ("objectives", "GCM objectives", "Obj.", "Objectives:", "objectives nos."),
    "fr": ("les objectifs", "objectifs du Pacte", "Obj.", "objectifs :", "objectifs nos"),
    "es": ("los objetivos", "objetivos del Pacto", "Obj.", "objetivos:", "objetivos núms."),
}
LASTS = {"en": ("and", "&", "as well as"), "fr": ("et", "ainsi que"), "es": ("y", "así como")}
RANGES = {"en": ("to", "-", "–"), "fr": ("à", "-", "–"), "es": ("a", "-", "al")}


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_any_list_with_ranges(data: st.DataObject) -> None:
    language = data.draw(st.sampled_from(sorted(NOUNS)))
    nouns, lasts, ranges = NOUNS[language], LASTS[language], RANGES[language]
    starts = sorted(data.draw(st.sets(st.integers(1, 23), min_size=1, max_size=5)))
    parts, wanted = [], []
    for start, end in zip(starts, [*(one - 1 for one in starts[1:]), 23], strict=True):
        last = data.draw(st.integers(start, end))
        wanted += list(range(start, last + 1))
        space = data.draw(st.sampled_from(["", " "]))
        sign = data.draw(st.sampled_from(ranges))
        joint = f"{space}{sign}{space}" if not sign.isalpha() else f" {sign} "
        parts.append(f"{start}{joint}{last}" if last > start else str(start))
    comma = data.draw(st.sampled_from([", ", "; ", " / ", ","]))
    ending = f" {data.draw(st.sampled_from(lasts))} {parts[-1]}" if len(parts) > 1 else parts[-1]
    listed = (comma.join(parts[:-1]) + ending) if len(parts) > 1 else ending
    text = data.draw(st.sampled_from(AROUND)).format(f"{data.draw(st.sampled_from(nouns))} {listed}")
    assert numbers(text) == wanted


@pytest.mark.parametrize(
    "run", [":", " ", "(", "\"'", "-", ", ", " and", "5, ", "first, ", "first and ", "no. ", "#"]
)
def test_no_run_of_marks_takes_long(run: str) -> None:
    start = time.process_time()
    for text in (f"objectives 5{run * 2000}", f"objectives{run * 2000}x", f"{run * 2000}objectives"):
        numbers(text)
    assert time.process_time() - start < 2

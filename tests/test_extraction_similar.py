"""The likest objective where no cue stands: a hint for a person, never a link."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from gfmd_graph.extraction.extract import THRESHOLD, extract_all
from gfmd_graph.extraction.similar import METHOD
from gfmd_graph.model import ObjectiveReading
from gfmd_graph.review.lists import unsure_links
from gfmd_graph.words import plain_words
from statements import WORLD, found, report_of

SILENT = "Ledgers of remitters and wallets of lenders stay shut to newcomers abroad."
"""Words of an objective, and none of its cues."""


def hints(text: str) -> list[ObjectiveReading]:
    return [one for one in found(text).objectives if any(proof.method == METHOD for proof in one.evidence)]


def test_titles_are_most_like_their_own_objective() -> None:
    right = 0
    titles = [title for title in WORLD.vocabulary.titles if len(title[2].split()) > 4]
    for number, language, text in titles:
        likest = WORLD.similarity.likest(plain_words(text), language)
        right += likest is not None and likest.number == number
    assert right / len(titles) > 0.9


def test_words_of_nobody_are_like_nothing() -> None:
    assert WORLD.similarity.likest(plain_words("xylophone quartz"), "en") is None
    assert WORLD.similarity.likest(plain_words("migration"), "xx") is None


def test_a_hint_has_its_words_and_makes_no_link() -> None:
    (hint,) = hints(SILENT)
    assert hint.number == 20
    assert hint.confidence < THRESHOLD
    assert [proof.exact for proof in hint.evidence] == ["remitters", "wallets", "abroad"]
    assert not [link for link in found(SILENT).links if link.predicate == "objective"]


def test_cues_leave_no_room_for_hints() -> None:
    assert not hints("Forced return is monitored by an ombudsperson.")
    assert not hints("Objective 8.")


def test_hints_wait_for_a_person() -> None:
    report = report_of("Nothing of the kind.", SILENT)
    extractions = extract_all(report, WORLD, THRESHOLD)
    wanted = {
        (one.number, extraction.statement.iri)
        for extraction in extractions
        for one in extraction.objectives
        if any(proof.method == METHOD for proof in one.evidence)
    }
    rows = {
        (int(row[2].rpartition("/")[2]), row[6])
        for row in unsure_links(report, extractions)
        if row[1] == "objective"
    }
    assert wanted
    assert wanted <= rows


@given(st.text(max_size=200))
@settings(max_examples=50, deadline=None)
def test_any_text_is_safe(text: str) -> None:
    likest = WORLD.similarity.likest(plain_words(text), "en")
    assert likest is None or 0 <= likest.score <= 1.0001

"""What others propose is taken where its words stand, and changes nothing that our rules found."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gfmd_graph.extraction.extract import THRESHOLD, extract_all
from gfmd_graph.extraction.sentence import sentence
from gfmd_graph.extraction.suggested import placed
from gfmd_graph.model import Extraction, Report, Span, Statement, Suggestion
from statements import REPORT, WORLD, report_of

PLAIN = "Grandmothers knit  scarves for\nthe volunteers’ café each winter."
"""Words that tell no objective."""


def proposed(report: Report, number: int, quote: str, confidence: float = 0.5) -> Extraction:
    suggestion = Suggestion(report.statements[0].iri, number, quote, confidence, "chat-model/1:test")
    return extract_all(report, WORLD, THRESHOLD, [suggestion])[0]


def numbers(extraction: Extraction) -> dict[int, float]:
    return {one.number: one.confidence for one in extraction.objectives if one.confidence >= THRESHOLD}


@pytest.mark.parametrize(
    ("quote", "exact"),
    [
        ("knit scarves", "knit  scarves"),
        ("scarves for the volunteers", "scarves for\nthe volunteers"),
        ("the volunteers' cafe", "the volunteers’ café"),
        ("  volunteers’\n café ", "volunteers’ café"),
        ("each winter.", "each winter."),
    ],
)
def test_words_are_found_where_they_stand(quote: str, exact: str) -> None:
    report = report_of(PLAIN)
    found = proposed(report, 16, quote)
    (reading,) = [one for one in found.objectives if one.number == 16]
    (proof,) = [one for one in reading.evidence if one.method == "chat-model/1:test"]
    assert proof.exact == exact == report.text[proof.span.start : proof.span.end]
    assert (proof.basis, proof.confidence) == ("suggested", 0.5)
    links = {(link.subject, link.object[-2:]) for link in found.links if link.predicate == "objective"}
    assert links == {("statement", "16"), ("practice", "16")}


@pytest.mark.parametrize(
    ("number", "quote"),
    [
        (0, "scarves"),
        (24, "scarves"),
        (-7, "scarves"),
        (16, "access to housing"),
        (16, "Scarves"),
        (16, "scarve"),
        (16, "for the"),
        (16, "…"),
        (16, ""),
        (16, " "),
        (16, ".*"),
        (16, "knit (scarves"),
        (16, "\x00"),
        (16, "\ud800"),
    ],
)
def test_what_points_at_no_words_is_dropped(number: int, quote: str) -> None:
    report = report_of(PLAIN)
    assert proposed(report, number, quote) == extract_all(report, WORLD, THRESHOLD)[0]


def test_a_quote_of_everything_points_at_nothing() -> None:
    long = " ".join(["knit scarves"] * 20)
    assert numbers(proposed(report_of(long), 16, long)) == {}


def test_what_is_withheld_is_no_evidence() -> None:
    text = "Somebody called Jane Sample knits scarves."
    start = text.index("Jane")
    heading = len("What?\n")
    hidden = Span(heading + start, heading + start + len("Jane Sample"))
    words = text.replace("Jane Sample", "[withheld]")
    statement = Statement(
        f"{REPORT}/statement/1", None, None, words, Span(heading, heading + len(text)), None, "en", (hidden,)
    )
    report = Report(REPORT, "t", f"What?\n{text}", (statement,), None, None, "", "en", "", "t")
    one = sentence(report, statement)
    for quote in ("Jane Sample", "[withheld]", "withheld", "called [withheld] knits", "Sample knits"):
        assert placed(one, Suggestion(statement.iri, 16, quote, 0.5, "m"), WORLD.languages) is None
    assert placed(one, Suggestion(statement.iri, 16, "knits scarves", 0.5, "m"), WORLD.languages)


@pytest.mark.parametrize(
    "text",
    [
        "Alternatives to detention such as case management keep families together.",
        "Remittances are cheaper since the bank opened.",
        "The ministry trains officers in Kenya about trafficking in persons.",
    ],
)
def test_what_rules_found_stays_word_for_word(text: str) -> None:
    report = report_of(text)
    before = extract_all(report, WORLD, THRESHOLD)[0]
    assert numbers(before)
    for number in range(1, 24):
        after = proposed(report, number, text.split(" ", 1)[1].rstrip("."))
        assert set(before.links) <= set(after.links)
        assert numbers(after) == {number: 0.5, **numbers(before)}
        if number in numbers(before):
            assert after == before


def test_a_stated_objective_is_the_last_word() -> None:
    report = report_of("Objective 7 must be kept in mind when grandmothers knit scarves.")
    assert proposed(report, 16, "knit scarves") == extract_all(report, WORLD, THRESHOLD)[0]


def test_weak_words_of_ours_stand_beside_what_is_proposed() -> None:
    """A hint by likeness that a model confirms is in the graph with the words of both."""
    report = report_of("Bus drivers bring old newspapers to the families who wait.")
    before = extract_all(report, WORLD, THRESHOLD)[0]
    weak = [one for one in before.objectives if one.confidence < THRESHOLD]
    assert weak
    after = proposed(report, weak[0].number, "the families who wait")
    (reading,) = [one for one in after.objectives if one.number == weak[0].number]
    assert reading.confidence == 0.5
    assert set(weak[0].evidence) < set(reading.evidence)


@settings(max_examples=150, deadline=None)
@given(
    st.integers(-5, 30), st.text(max_size=40) | st.sampled_from(PLAIN.split()), st.sampled_from([0.3, 0.5])
)
def test_whatever_is_proposed_evidence_stands_in_its_statement(
    number: int, quote: str, confidence: float
) -> None:
    report = report_of(PLAIN, "Brazil gives visas.")
    found = proposed(report, number, quote, confidence)
    for reading in found.objectives:
        assert 1 <= reading.number <= 23
        for proof in reading.evidence:
            assert report.text[proof.span.start : proof.span.end] == proof.exact
            assert report.statements[0].span.covers(proof.span)

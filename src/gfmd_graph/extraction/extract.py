"""A report's statements become mentions and links. Knows text, never RDF."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from gfmd_graph.extraction.attributes import Found, question_links, topic_links, topics, year_links
from gfmd_graph.extraction.grammar import grammar
from gfmd_graph.extraction.names import Names, company, names, topic_mention
from gfmd_graph.extraction.objectives import LIKELY, objectives
from gfmd_graph.extraction.roles import roles
from gfmd_graph.extraction.sentence import Sentence, sentence
from gfmd_graph.extraction.similar import with_likest
from gfmd_graph.extraction.suggested import with_suggested
from gfmd_graph.extraction.world import World
from gfmd_graph.knowledge.cues import of_types
from gfmd_graph.knowledge.lexicon import Name
from gfmd_graph.model import Extraction, Link, Mention, ObjectiveReading, Report, Subject, Suggestion
from gfmd_graph.namespaces import GCM

THRESHOLD = LIKELY
"""The confidence from which the graph takes an objective that was concluded from words."""

PRACTICE_KINDS = frozenset({"practice", "initiative"})


def extract_all(
    report: Report, world: World, threshold: float, suggestions: Sequence[Suggestion] = ()
) -> tuple[Extraction, ...]:
    """What each statement of the report names and says, in reading order.

    `suggestions` are of others; each is taken where its words stand in its statement, beside what is found.
    """
    sentences = [sentence(report, statement) for statement in report.statements]
    found = [world.lexicon.names(one.plain, one.split) for one in sentences]
    in_company = company(found)
    proposed: dict[str, list[Suggestion]] = defaultdict(list)
    for suggestion in suggestions:
        proposed[suggestion.statement].append(suggestion)
    return tuple(
        _extraction(one, names, world, in_company, threshold, proposed.get(one.statement.iri, ()))
        for one, names in zip(sentences, found, strict=True)
    )


def _extraction(
    one: Sentence, found: Sequence[Name], world: World, in_company: frozenset[str], threshold: float,
    proposed: Sequence[Suggestion],
) -> Extraction:  # fmt: skip
    practice = one.statement.kind in PRACTICE_KINDS
    subjects: tuple[Subject, ...] = ("statement", "practice") if practice else ("statement",)
    named = names(one, found, world, in_company)
    hits = world.cues(one.statement.language).by_type(one.words, one.stops)
    readings = objectives(one, of_types(hits, "Objective", "Action"), world.languages)
    readings = with_likest(one, readings, world.similarity)
    if proposed:
        readings = with_suggested(one, readings, proposed, world.languages)
    bodies = [mention for mention in named.mentions if mention.type == "organisation"]
    populations = topics(one, hits, "Population", names=bodies)
    terms = topics(one, hits, "Term")
    mentions = _mentions(one, named, {**populations, **terms})
    links = [
        *_mention_links(mentions),
        *_objective_links(readings, subjects, threshold),
        *topic_links(one, populations, "population", subjects),
        *topic_links(one, topics(one, hits, "Level"), "level", ["statement"]),
        *question_links(one, topics(one, hits, "Status", "Horizon", "Assessment"), practice),
        *year_links(one, world.languages, practice),
    ]
    if practice:
        rules = grammar(world.languages, one.statement.language)
        links += roles(one, mentions, rules, world.vocabulary)
        links += topic_links(one, topics(one, hits, "PracticeType"), "instrument", ["practice"])
    return Extraction(one.statement, mentions, readings, tuple(_united(links)), practice)


def _mentions(one: Sentence, named: Names, found: Found) -> tuple[Mention, ...]:
    topical = [
        topic_mention(one, concept, start, end, "topic-cues/1")
        for concept, places in found.items()
        for start, end in places
    ]
    every = [*named.mentions, *named.waiting, *topical]
    return tuple(sorted(every, key=lambda m: (m.span, m.type, m.concept.iri if m.concept else "")))


def _mention_links(mentions: Sequence[Mention]) -> Iterator[Link]:
    for mention in mentions:
        if mention.concept is not None:
            yield Link("statement", "mentions", mention.concept.iri, (mention.evidence,))


def _objective_links(
    readings: Sequence[ObjectiveReading], subjects: Sequence[Subject], threshold: float
) -> Iterator[Link]:
    for reading in readings:
        iri = f"{GCM}objective/{reading.number}"
        if reading.basis == "stated":
            yield Link("statement", "mentions", iri, reading.evidence)
        if reading.confidence >= threshold:
            for subject in subjects:
                yield Link(subject, "objective", iri, reading.evidence)


def _united(links: Sequence[Link]) -> Iterator[Link]:
    """One link a claim, with the evidence of all its findings in the order of the text."""
    claims: dict[tuple[Subject, str, str], list[Link]] = defaultdict(list)
    for link in links:
        claims[link[:3]].append(link)
    for claim in sorted(claims):
        same = claims[claim]
        if len(same) == 1 and len(same[0].evidence) == 1:
            yield same[0]
            continue
        proofs = {proof for link in same for proof in link.evidence}
        yield Link(*claim, tuple(sorted(proofs, key=lambda e: (e.span, e.method))))

"""Each rule of the shapes is broken once: one changed fact gives exactly the findings that it should."""
# ruff: noqa: E501 - the tables of broken rules read better in rows than in a column of broken strings

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from gfmd_graph import rdf
from gfmd_graph.graph import validate
from gfmd_graph.graph.store import Graph
from gfmd_graph.namespaces import GFMD, OA, RDF, VOCABULARY_GRAPH, XSD, expand

ROOT = Path(__file__).parent.parent
ONTOLOGY = ROOT / "ontology"
EXAMPLE = ROOT / "tests" / "fixtures" / "example.trig"
REPORT = "https://w3id.org/gfmd/report/example-one"
PREFIXES = "".join(line for line in EXAMPLE.read_text("utf-8").splitlines(True) if line.startswith("@prefix"))
PREFIXES += "@prefix other: <https://w3id.org/gfmd/report/example-one/other/> ."

LINKS = (
    "gfmd:affects gfmd:assessment gfmd:horizon gfmd:implementedBy gfmd:instrument gfmd:level gfmd:mentions "
    "gfmd:objective gfmd:population gfmd:status gfmd:takesPlaceIn gfmd:year"
)

MORE = """
s:bbbb gfmd:horizon topic:six-months .
p:aaaa gfmd:takesPlaceIn area:KEN ; gfmd:instrument topic:law .
e:more a gfmd:Evidence ; rdf:subject s:bbbb ; rdf:predicate gfmd:objective ; rdf:object objective:7 ;
  gfmd:inStatement s:bbbb ; oa:exact "objective" ; gfmd:start 317 ; gfmd:end 326 ; gfmd:basis topic:stated ;
  gfmd:confidence 1.0 ; gfmd:method "cues/1" .
"""

CLASSES = """
area:BRA a gfmd:Country . area:AFG a gfmd:Country . area:KEN a gfmd:Country . actor:iom a gfmd:Organisation .
objective:7 a gfmd:Objective . objective:15 a gfmd:Objective .
topic:children a gfmd:Population . topic:refugees a gfmd:Population .
topic:good a gfmd:Assessment . topic:existing a gfmd:Status . topic:national a gfmd:Level .
topic:six-months a gfmd:Horizon . topic:law a gfmd:PracticeType .
question:A4 a gfmd:Question ; skos:notation "A4" ; gfmd:ofTemplate "csd-2018.en" ;
  gfmd:text "Which questions ?"@en .
question:B4 a gfmd:Question ; skos:notation "B4" ; gfmd:ofTemplate "csd-2018.en" ;
  gfmd:text "What actions ?"@en .
"""


def facts(turtle: str, graph: str) -> Iterator[rdf.Quad]:
    for quad in ox.parse(PREFIXES + turtle, format=ox.RdfFormat.TURTLE):
        yield rdf.Quad(quad.subject, quad.predicate, quad.object, rdf.Iri(graph))


def content(term: rdf.Term) -> str:
    return "" if isinstance(term, rdf.Triple) else term.value


def value_of(quads: Iterable[rdf.Quad], subject: rdf.Term, predicate: str) -> str:
    return next(content(q.object) for q in quads if (q.subject, q.predicate.value) == (subject, predicate))


def with_evidence(quads: list[rdf.Quad]) -> list[rdf.Quad]:
    """`quads` with one evidence for each link that has none: the first word of its statement."""
    graph = Graph(quads)
    rows = graph.select(
        f"""SELECT ?s ?p ?o ?in ?text ?start {{
          VALUES ?p {{ {LINKS} }} ?s ?p ?o .
          {{ ?s gfmd:text ?text . BIND(?s AS ?in) }} UNION {{ ?in gfmd:describes ?s }} ?in gfmd:text ?text ; gfmd:start ?start
          FILTER NOT EXISTS {{ ?e rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }} }}"""
    ).dicts()
    added: list[rdf.Quad] = []
    for number, row in enumerate(sorted(rows, key=str)):
        value = f'"{row["o"]}"^^<{XSD}gYear>' if str(row["p"]).endswith("year") else f"<{row['o']}>"
        word = str(row["text"]).split()[0]
        start = int(row["start"] or 0)
        turtle = f"""other:{number} a gfmd:Evidence ; rdf:subject <{row["s"]}> ; rdf:predicate <{row["p"]}> ;
          rdf:object {value} ; gfmd:inStatement <{row["in"]}> ; oa:exact "{word}" ; gfmd:start {start} ;
          gfmd:end {start + len(word)} ; gfmd:basis topic:stated ; gfmd:confidence 0.9 ; gfmd:method "test/1" ."""
        added += facts(turtle, REPORT)
    return quads + added


def with_true_offsets(quads: list[rdf.Quad]) -> list[rdf.Quad]:
    """`quads` with the offsets of each evidence set to where its words stand in its statement, if they do."""
    moved: dict[tuple[rdf.Term, str], int] = {}
    for quad in quads:
        if quad.predicate.value == GFMD + "inStatement":
            words = value_of(quads, quad.subject, OA + "exact")
            place = value_of(quads, quad.object, GFMD + "text").find(words)
            if place >= 0:
                start = int(value_of(quads, quad.object, GFMD + "start")) + place
                moved[quad.subject, GFMD + "start"] = start
                moved[quad.subject, GFMD + "end"] = start + len(words)
    return [
        rdf.Quad(quad.subject, quad.predicate, rdf.integer(moved[key]), quad.graph_name)
        if (key := (quad.subject, quad.predicate.value)) in moved
        else quad
        for quad in quads
    ]


def whole() -> list[rdf.Quad]:
    """The example, with one link of each sort, all evidence and the classes of the vocabularies."""
    quads = [*rdf.read(EXAMPLE), *facts(MORE, REPORT), *facts(CLASSES, VOCABULARY_GRAPH)]
    quads += [rdf.Quad(q.subject, q.predicate, q.object, rdf.Iri(VOCABULARY_GRAPH)) for q in rdf.read(KINDS)]
    return with_true_offsets(with_evidence(quads))


def text_of(quads: list[rdf.Quad]) -> str:
    """A text in which the statements of `quads`, and the words above them, stand where they should."""
    text = list(" " * 900)
    for quad in quads:
        if quad.predicate.value in (GFMD + "text", OA + "exact") and str(quad.graph_name) == f"<{REPORT}>":
            start = int(value_of(quads, quad.subject, GFMD + "start"))
            words = content(quad.object)
            text[start : start + len(words)] = words
    return "".join(text)


KINDS = ONTOLOGY / "vocabularies" / "kinds.ttl"
WHOLE = whole()


def changed(old: str, new: str, quads: Iterable[rdf.Quad] = ()) -> list[rdf.Quad]:
    """`quads` without the fact `old`, which must be there, and with the fact `new`."""
    quads = list(quads or WHOLE)
    gone = {(quad.subject, quad.predicate, quad.object) for quad in facts(old, REPORT)}
    left = [quad for quad in quads if (quad.subject, quad.predicate, quad.object) not in gone]
    assert len(quads) - len(left) == len(gone), f"not in the example: {old}"
    vocabulary = " a " in new or new.startswith("question:")
    return left + list(facts(new, VOCABULARY_GRAPH if vocabulary else REPORT))


def told(found: Iterable[validate.Finding]) -> set[tuple[str, str]]:
    return {(finding.where, finding.what.split(" (")[0] + ".") for finding in found}


def said(expected: str) -> set[tuple[str, str]]:
    """`name: sentence` lines as pairs of an IRI and a sentence."""
    pairs = (line.strip().split(": ", 1) for line in expected.strip().splitlines())
    names = {line.split()[1]: line.split()[2] for line in PREFIXES.splitlines()}
    return {(full(name, names), sentence) for name, sentence in pairs}


def full(name: str, names: dict[str, str]) -> str:
    prefix, local = name.split(":")
    return names[prefix + ":"].strip("<>") + local if prefix + ":" in names else expand(name)


BROKEN = {
    "title": (f'<{REPORT}> dcterms:title "Children on the move (example report)" .', "",
              "report:example-one: This report does not have exactly one title."),
    "language": (f'<{REPORT}> dcterms:language "en" .', f'<{REPORT}> dcterms:language "English" .',
                 "report:example-one: This report does not name its language by one language tag."),
    "no meeting": (f"<{REPORT}> gfmd:atMeeting meeting:csd-2018 .", "",
                   "report:example-one: This report does not say at which one meeting it was written."),
    "meeting": (f"<{REPORT}> gfmd:atMeeting meeting:csd-2018 .", f"<{REPORT}> gfmd:atMeeting meeting:nowhere .",
                "report:example-one: The meeting of this report is not in the vocabulary of meetings."),
    "session": ("", f"<{REPORT}> gfmd:atSession meeting:csd-2018 .",
                "report:example-one: The session of this report is not in the vocabulary of meetings."),
    "template": ("", f'<{REPORT}> gfmd:template "csd-2019.en" .',
                 "report:example-one: This report follows more than one template, or its template is not a plain code."),
    "session title": ("", f'<{REPORT}> gfmd:sessionTitle "" .',
                      "report:example-one: The title of the session stands in this report twice or is empty."),
    "report year": ("", f"<{REPORT}> gfmd:year 2018 .",
                    "report:example-one: This report has two years, or one that is not written as a year."),
    "length": (f"<{REPORT}> gfmd:textLength 900 .", f'<{REPORT}> gfmd:textLength "900" .',
               "report:example-one: This report does not say how long its text is, as one whole number."),
    "digest": (f'<{REPORT}> gfmd:digest "00112233445566778899aabb" .', f'<{REPORT}> gfmd:digest "?" .',
               "report:example-one: This report does not have one digest of the file that it was read from."),
    "report": (f"s:bbbb gfmd:inReport <{REPORT}> .", "",
               "s:bbbb: This statement does not stand in exactly one report."),
    "answers": ("", "s:aaaa gfmd:answers question:ZZ .",
                "s:aaaa: This statement answers more than one question, or one that no template has."),
    "kind": ("s:bbbb gfmd:kind kind:action .", "s:bbbb gfmd:kind kind:wish .",
             "s:bbbb: This statement has more than one kind, or one that is not among the ten kinds."),
    "text": ("", 's:bbbb gfmd:text "no language" .',
             "s:bbbb: The text of this statement is empty, stands there twice or has no language tag."),
    "start": ("s:bbbb gfmd:start 300 .", "",
              "s:bbbb: This statement does not say where it starts, as one whole number."),
    "end": ("s:bbbb gfmd:end 356 .", "",
            "s:bbbb: This statement does not say where it ends, as one whole number."),
    "page": ("s:bbbb gfmd:page 2 .", "s:bbbb gfmd:page 0 .",
             "s:bbbb: The page of this statement is not one whole number from 1 upwards."),
    "mentions": ("actor:iom a gfmd:Organisation .", "actor:iom a gfmd:Status .",
                 "s:bbbb: This statement mentions something that no vocabulary holds as an area, organisation, "
                 "objective, population or term."),
    "level": ("topic:national a gfmd:Level .", "topic:national a gfmd:Term .",
              "s:bbbb: The level of this statement is not a level of the vocabulary."),
    "horizon": ("topic:six-months a gfmd:Horizon .", "topic:six-months a gfmd:Term .",
                "s:bbbb: The horizon of this statement is not a horizon of the vocabulary."),
    "describes": ("p:aaaa a gfmd:Practice .", "",
                  "s:aaaa: This statement describes more than one practice, or something that is none."),
    "backwards": ("s:cccc gfmd:end 400 .", "s:cccc gfmd:end 399 .",
                  "s:cccc: This statement ends before it starts, or has no words although it is not unanswered."),
    "no text": ('s:bbbb gfmd:text "Map who works on objective 7 with IOM at national level."@en .', "",
                "s:bbbb: This statement has no text although it is not unanswered."),
    "unanswered": ("", 's:cccc gfmd:text "Not answered"@en .',
                   "s:cccc: This statement is unanswered, but has a text or describes a practice."),
    "no practice": ("s:aaaa gfmd:kind kind:practice .", "s:aaaa gfmd:kind kind:lesson .",
                    "s:aaaa: This statement describes a practice, but is neither of kind practice nor of kind "
                    "initiative."),
    "described": ("s:aaaa gfmd:describes p:aaaa .", "",
                  "p:aaaa: This practice is not described by exactly one statement."),
    "implementedBy": ("area:BRA a gfmd:Country .", "area:BRA a gfmd:Region .",
                      "p:aaaa: This practice is implemented by something that is neither a country nor an "
                      "organisation."),
    "takesPlaceIn": ("area:KEN a gfmd:Country .", "area:KEN a gfmd:Term .",
                     "p:aaaa: This practice takes place in something that is no country or region."),
    "affects": ("area:AFG a gfmd:Country .", "area:AFG a gfmd:Organisation .",
                "p:aaaa: This practice affects people of something that is no country or region."),
    "assessment": ("topic:good a gfmd:Assessment .", "topic:good a gfmd:Status .",
                   "p:aaaa: This practice is assessed twice, or not as good or counter-productive."),
    "status": ("topic:existing a gfmd:Status .", "topic:existing a gfmd:Term .",
               "p:aaaa: This practice has two statuses, or one that is not existing, past or proposed."),
    "instrument": ("topic:law a gfmd:PracticeType .", "topic:law a gfmd:Term .",
                   "p:aaaa: The instrument of this practice is no type of practice of the vocabulary."),
    "objective": ("objective:15 a gfmd:Objective .", "objective:15 a gfmd:Action .",
                  """s:aaaa: This concerns an objective that is none of the Global Compact.
                     p:aaaa: This concerns an objective that is none of the Global Compact."""),
    "population": ("topic:children a gfmd:Population .", "topic:children a gfmd:Term .",
                   """s:aaaa: This concerns a population that is none of the vocabulary.
                      p:aaaa: This concerns a population that is none of the vocabulary."""),
    "year": ("", "s:bbbb gfmd:year 2020 .",
             """s:bbbb: The year is not written as a year.
                s:bbbb: There is a link here without any evidence, so nobody can reach the words that say it."""),
    "subject": ("e:0007 rdf:subject s:bbbb .", "",
                "e:0007: This evidence does not name the one subject of the link that it supports."),
    "predicate": ("e:0007 rdf:predicate gfmd:objective .", "",
                  "e:0007: This evidence does not name the one property of the link that it supports."),
    "object": ("e:0007 rdf:object objective:7 .", "",
               "e:0007: This evidence does not name the one object of the link that it supports."),
    "inStatement": ("e:0007 gfmd:inStatement s:bbbb .", "",
                    "e:0007: This evidence does not say in which one statement it was read."),
    "exact": ('e:0007 oa:exact "objective 7" .', "",
              "e:0007: This evidence does not quote its words exactly once."),
    "evidence start": ("e:0007 gfmd:start 317 .", "",
                       "e:0007: This evidence does not say where its words start, as one whole number."),
    "evidence end": ("e:0007 gfmd:end 328 .", "",
                     "e:0007: This evidence does not say where its words end, as one whole number."),
    "evidence backwards": ("e:0007 gfmd:end 328 .", "e:0007 gfmd:end 317 .",
                           "e:0007: The words of this evidence end before they start."),
    "basis": ("e:0007 gfmd:basis topic:stated .", "e:0007 gfmd:basis topic:guessed .",
              "e:0007: This evidence does not say whether the link was stated, inherited, suggested or reviewed."),
    "confidence": ("e:0007 gfmd:confidence 1.0 .", "e:0007 gfmd:confidence 1.5 .",
                   "e:0007: The confidence of this evidence is not one decimal number from 0 to 1."),
    "method": ('e:0007 gfmd:method "numbers/1" .', "",
               "e:0007: This evidence does not name the one rule or model that read it."),
    "dangling": ("e:0007 rdf:object objective:7 .", "e:0007 rdf:object objective:8 .",
                 "e:0007: This evidence supports a link that the graph does not hold."),
    "link": ("", "s:bbbb gfmd:population topic:refugees .",
             "s:bbbb: There is a link here without any evidence, so nobody can reach the words that say it."),
    "notation": ('question:A2 skos:notation "A2" .', "",
                 "question:A2: This question of a template does not have exactly one code."),
    "ofTemplate": ('question:A2 gfmd:ofTemplate "csd-2018.en" .', "",
                   "question:A2: This question does not say which one template it stands in."),
    "question kind": ("question:A2 gfmd:kind kind:practice .", "question:A2 gfmd:kind kind:wish .",
                      "question:A2: The answers to this question have more than one kind, or one that is not among "
                      "the ten kinds."),
    "question text": ('question:A2 gfmd:text "What good practices ... ?"@en .', "",
                      "question:A2: The words of this question are missing, have no language tag or stand there "
                      "twice in one language."),
}  # fmt: skip


def test_the_example_is_correct() -> None:
    assert validate.findings(Graph(WHOLE), ONTOLOGY, {REPORT: text_of(WHOLE)}) == []


def test_all_that_the_bare_example_lacks_is_evidence_for_some_links() -> None:
    quads = [*rdf.read(EXAMPLE), *facts(CLASSES, VOCABULARY_GRAPH)]
    sentences = {what for _, what in told(validate.shape_findings(Graph(quads), ONTOLOGY))}
    assert sentences <= {
        "There is a link here without any evidence, so nobody can reach the words that say it."
    }


@pytest.mark.parametrize("rule", BROKEN)
def test_one_changed_fact_gives_exactly_its_findings(rule: str) -> None:
    old, new, expected = BROKEN[rule]
    found = validate.shape_findings(Graph(changed(old, new)), ONTOLOGY)
    assert told(found) == said(expected)
    assert all(finding.mend for finding in found)


def test_every_sentence_of_the_shapes_was_provoked() -> None:
    sentences = set(messages("graph.ttl"))
    provoked = {what for _, _, expected in BROKEN.values() for _, what in said(expected)}
    assert {sentence.split(" (")[0].rstrip(".") + "." for sentence in sentences} == provoked


def messages(shapes: str) -> list[str]:
    query = "SELECT ?m { ?s sh:message ?m ; sh:description ?d }"
    return [str(row[0]) for row in Graph(rdf.read(ONTOLOGY / "shapes" / shapes)).select(query).rows]


def test_a_missing_meeting_is_a_warning() -> None:
    found = validate.shape_findings(
        Graph(changed(f"<{REPORT}> gfmd:atMeeting meeting:csd-2018 .", "")), ONTOLOGY
    )
    assert [finding.severity for finding in found] == ["warning"]


def test_another_validator_that_reads_the_whole_file_finds_the_same() -> None:
    """The rules in SPARQL run on our store; handed to pyshacl as they stand they must say the same."""
    import pyshacl
    import rdflib

    names = ["title", "backwards", "no practice", "link", "affects", "unanswered"]
    quads = WHOLE
    for name in names:
        quads = changed(BROKEN[name][0], BROKEN[name][1], quads)
    memory = rdflib.Graph().parse(data=ox.serialize(flat(quads), format=ox.RdfFormat.N_TRIPLES))
    memory.parse(ONTOLOGY / "gfmd.ttl")
    _, answer, _ = pyshacl.validate(memory, shacl_graph=str(ONTOLOGY / "shapes" / "graph.ttl"))
    results = set(answer.objects(None, rdflib.SH.result))
    theirs = {
        (str(answer.value(result, rdflib.SH.focusNode)), str(answer.value(result, rdflib.SH.resultMessage)))
        for result in results
    }
    assert theirs == told(validate.shape_findings(Graph(quads), ONTOLOGY))


def flat(quads: Iterable[rdf.Quad]) -> list[rdf.Triple]:
    return [rdf.Triple(quad.subject, quad.predicate, quad.object) for quad in quads]


SHIFTED = "the words of this evidence do not stand at its offsets"


def words_found(quads: list[rdf.Quad], text: str = "") -> list[tuple[str, str]]:
    found = validate.evidence_findings(Graph(quads), {REPORT: text or text_of(WHOLE)})
    return [(finding.where.rsplit("/", 1)[1], finding.what) for finding in found]


def test_evidence_with_a_shifted_offset_is_found() -> None:
    shifted = changed("e:0007 gfmd:start 317 ; gfmd:end 328 .", "e:0007 gfmd:start 318 ; gfmd:end 329 .")
    assert words_found(shifted) == [("0007", SHIFTED)]


def test_evidence_must_stand_in_its_statement_or_above_it() -> None:
    where = "the words of this evidence stand neither in its statement nor in the question above it"
    elsewhere = changed("e:0007 gfmd:inStatement s:bbbb .", "e:0007 gfmd:inStatement s:aaaa .")
    assert words_found(elsewhere) == [("0007", where)]
    stated = changed("e:0006 gfmd:basis topic:inherited .", "e:0006 gfmd:basis topic:stated .")
    assert words_found(stated) == [("0006", where)]


def test_a_shifted_statement_is_found() -> None:
    shifted = changed("s:bbbb gfmd:start 300 .", "s:bbbb gfmd:start 301 .")
    assert ("bbbb", "the text of this statement does not stand at its offsets") in words_found(shifted)


OLD = 's:bbbb gfmd:text "Map who works on objective 7 with IOM at national level."@en .'


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Map who works on objective 7 with [withheld] at national level.", True),
        ("[withheld] works on objective 7 with IOM at national level.", True),
        ("Map who works on objective 7 at national level.", True),
        ("Map who works on objective 8 with [withheld] at national level.", False),
        ("Map who works at national level with objective 7.", False),
        ("Map who works on objective 7", False),
    ],
)
def test_what_is_withheld_and_page_furniture_may_be_missing_in_a_statement(text: str, right: bool) -> None:
    found = words_found(changed(OLD, f's:bbbb gfmd:text "{text}"@en .'))
    assert (not found) == right


def test_a_text_of_another_length_or_none_is_said_once() -> None:
    assert words_found(WHOLE, "short") == [
        ("example-one", "the text of this report has 5 characters, the graph was built from 900")
    ]
    missing = validate.evidence_findings(Graph(WHOLE), {})
    assert [finding.severity for finding in missing] == ["warning"]


MAIL, PHONE, PERSON = (
    "there is an e-mail address here",
    "there is a phone number here",
    "there is a person's name here, after the name of a role",
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Write to amina.diallo@example.org for more.", [MAIL]),
        ("Write to amina (at) example.org for more.", [MAIL]),
        ("Call +212 5 24 33 91 00 in Marrakech", [PHONE]),
        ("Appelez le 06 12 34 56 78.", [PHONE]),
        ("Tel: 22 345 6789", [PHONE]),
        ("Call (202) 555-0143", [PHONE]),
        ("Rapporteur: Amina Diallo", [PERSON]),
        ("Rapporteur’s name: Dr. Amina Diallo", [PERSON]),
        ("Modérateur : Émile Été", [PERSON]),
        ("Moderadora: Lucía Gómez, tel. +34 91 234 56 78", [PERSON, PHONE]),
        ("Rapporteur: [withheld]", []),
        ("Moderator: the session was opened late", []),
        (
            "In 2017-2018, 29-30 June 2017, A/RES/73/195, objectives (5, 11, 13, 18, 21) and 1 000 000 people",
            [],
        ),
        ("Held on 01-02-2018 and 29.06.2017; 20,000-25,000 visas; 2030 Agenda 10.7", []),
        ("The chair of the meeting and the special rapporteur spoke @ Marrakech", []),
    ],
)
def test_what_is_private_is_found_and_nothing_else(text: str, expected: list[str]) -> None:
    assert sorted(validate.private(text)) == sorted(expected)


def test_a_private_literal_is_found_wherever_it_stands_in_a_report() -> None:
    quads = changed('e:0007 gfmd:method "numbers/1" .', 'e:0007 gfmd:method "amina@example.org" .')
    (finding,) = validate.privacy_findings(Graph(quads))
    assert finding.where.endswith("/evidence/0007")
    assert finding.what == f"{MAIL} (in gfmd:method)"
    assert "amina" not in str(finding)


CONCEPTS = """
area:BRA a gfmd:Country , skos:Concept ; skos:inScheme <https://w3id.org/gfmd/area/> ; skos:prefLabel "Brazil"@en ;
  skos:notation "BRA" ; gfmd:alpha2 "BR" ; gfmd:m49 "076" ; skos:broader area:419 ; skos:altLabel "Brasil"@en .
area:419 a gfmd:Region , skos:Concept ; skos:inScheme <https://w3id.org/gfmd/area/> ;
  skos:prefLabel "Latin America"@en ; skos:notation "419" .
objective:5 a gfmd:Objective , skos:Concept ; skos:inScheme <https://w3id.org/gfmd/gcm/> ;
  skos:prefLabel "Pathways"@en ; skos:notation "5" .
objective:6 a gfmd:Objective , skos:Concept ; skos:inScheme <https://w3id.org/gfmd/gcm/> ;
  skos:prefLabel "Recruitment"@en ; skos:notation "6" .
actor:sur a gfmd:Organisation , skos:Concept ; skos:inScheme <https://w3id.org/gfmd/actor/> ;
  skos:prefLabel "Southern Union"@en ; skos:notation "sur" .
actor:sur gfmd:organisationType topic:regional-community .
actor:sur gfmd:hasMember area:BRA .
area:sur a gfmd:Region , skos:Concept ; skos:inScheme <https://w3id.org/gfmd/area/> ; skos:broader area:419 ;
  skos:prefLabel "Southern Union (area)"@en ; skos:notation "sur" .
area:sur gfmd:hasMember area:BRA .
area:sur gfmd:areaOf actor:sur .
topic:regional-community a gfmd:OrganisationType , skos:Concept ; skos:inScheme <https://w3id.org/gfmd/topic/> ;
  skos:prefLabel "Regional community"@en ; skos:notation "regional-community" .
kind:lesson a gfmd:Kind , skos:Concept ; skos:inScheme <https://w3id.org/gfmd/kind/> ;
  skos:prefLabel "Lesson"@en ; skos:notation "lesson" .
"""

WRONG_CONCEPTS = {
    "english": ('area:419 skos:prefLabel "Latin America"@en .', 'area:419 skos:prefLabel "Amérique latine"@fr .',
                "area:419: This concept has no preferred label in English."),
    "two": ("", 'area:419 skos:prefLabel "Latin American region"@en .',
            "area:419: This concept has two preferred labels in one language."),
    "scheme": ("area:419 skos:inScheme <https://w3id.org/gfmd/area/> .", "",
               "area:419: This concept does not say which vocabulary it belongs to."),
    "codes": ("", 'area:419 skos:notation "420" .', "area:419: This concept has two codes or an empty one."),
    "label": ("", 'area:BRA skos:hiddenLabel "Brasil"@en .',
              "area:BRA: This concept has one and the same label as a preferred, an alternative or a hidden one."),
    "circle": ("", "area:419 skos:broader area:BRA .",
               """area:419: This concept is broader than itself, directly or in a circle.
                  area:BRA: This concept is broader than itself, directly or in a circle."""),
    "nowhere": ("area:BRA skos:broader area:419 .", "area:BRA skos:broader area:420 .",
                "area:BRA: This concept points to another one that no vocabulary holds."),
    "same code": ('objective:6 skos:notation "6" .', 'objective:6 skos:notation "5" .',
                  """objective:5: This concept has the same code as another one of its class.
                     objective:6: This concept has the same code as another one of its class.
                     objective:6: The number of this objective is not the one in its address."""),
    "country": ('area:BRA skos:notation "BRA" .', "", "area:BRA: This country has no three-letter code."),
    "alpha2": ('area:BRA gfmd:alpha2 "BR" .', 'area:BRA gfmd:alpha2 "br" .',
               "area:BRA: The two-letter code of this country is not one code of two capital letters."),
    "address": ('area:BRA skos:notation "BRA" .', 'area:BRA skos:notation "BRZ" .',
                "area:BRA: The code of this country is not the one in its address."),
    "m49": ('area:BRA gfmd:m49 "076" .', 'area:BRA gfmd:m49 "76" .',
            "area:BRA: The M49 code of this area is not one code of three digits."),
    "number": ('objective:6 skos:notation "6" .', "", "objective:6: This objective has no number from 1 to 23."),
    "no area": ("area:sur gfmd:areaOf actor:sur .", "",
                "actor:sur: This regional community has member States, but no region is its area."),
    "other members": ("area:sur gfmd:hasMember area:BRA .", "",
                      "area:sur: The States of this region are not the members of the organisation whose area it is."),
    "two areas": ("", "area:419 gfmd:areaOf actor:sur ; gfmd:hasMember area:BRA .",
                  "actor:sur: This organisation has two areas."),
    "area of a country": (
        "", "area:419 gfmd:areaOf area:BRA .",
        "area:419: This region is the area of two organisations, or of something that is no organisation."),
    "member region": (
        "", "actor:sur gfmd:hasMember area:419 . area:sur gfmd:hasMember area:419 .",
        "actor:sur: A member of this community is no country."),
    "kind": ('kind:lesson skos:notation "lesson" .', "", "kind:lesson: This kind of statement has no code."),
}  # fmt: skip


def vocabulary(extra: str = "") -> list[rdf.Quad]:
    return list(facts(CONCEPTS + extra, VOCABULARY_GRAPH))


def test_a_correct_vocabulary_has_no_findings() -> None:
    assert validate.vocabulary_findings(Graph(vocabulary()), ONTOLOGY) == []


@pytest.mark.parametrize("rule", WRONG_CONCEPTS)
def test_one_changed_concept_gives_exactly_its_findings(rule: str) -> None:
    old, new, expected = WRONG_CONCEPTS[rule]
    quads = changed(old, "", vocabulary()) + list(facts(new, VOCABULARY_GRAPH))
    assert told(validate.vocabulary_findings(Graph(quads), ONTOLOGY)) == said(expected)


def test_every_sentence_of_the_vocabulary_shapes_was_provoked() -> None:
    provoked = {what for _, _, expected in WRONG_CONCEPTS.values() for _, what in said(expected)}
    assert set(messages("vocabulary.ttl")) == provoked


@pytest.mark.parametrize(
    "claim", ['skos:altLabel "Brazil"@fr', 'gfmd:acronym "Brâzil"@en', 'gfmd:demonym "brazil"@es']
)
def test_a_strong_label_claimed_twice_is_found(claim: str) -> None:
    found = validate.vocabulary_findings(Graph(vocabulary(f"objective:5 {claim} .")), ONTOLOGY)
    assert [finding.what for finding in found] == [
        'the label "Brazil" names this concept and also gcm:objective/5'
    ]
    weak = vocabulary('objective:5 skos:hiddenLabel "Brazil"@en ; gfmd:cue "brazil"@en .')
    assert validate.vocabulary_findings(Graph(weak), ONTOLOGY) == []


def test_findings_are_sorted_and_read_as_sentences() -> None:
    quads = changed(f"s:bbbb gfmd:inReport <{REPORT}> ; gfmd:page 2 .", "s:bbbb gfmd:page 0 .")
    found = validate.findings(Graph(quads), ONTOLOGY)
    assert found == sorted(found)
    assert str(found[0]).endswith("; build the report again.")
    assert RDF not in str(found[0])

"""Named questions: what they answer, that every engine agrees, and that no words get into a query."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import rdflib

from gfmd_graph import rdf
from gfmd_graph.errors import Problem
from gfmd_graph.graph import lookup, questions
from gfmd_graph.graph.store import Graph

FIXTURES = Path(__file__).parent / "fixtures"
S = "https://w3id.org/gfmd/report/"
LAW = "Brazil passed a law in 2017 that opens schools to children of Afghan refugees."
FORCE = 'Germany sends Afghans back by force; "voluntary return" is its name for it.'
FUND = "IOM and Senegal run a fund for people who come home, with visas for study."
VISA = "En Brasil se propone un visado humanitario para niños."
ONE, TWO, THREE = (
    "Children on the move (example report)",
    "Return with dignity (example report)",
    "Una puerta abierta (informe de ejemplo)",
)
EVERY = {
    "objective": "5", "country": "Brasil", "organisation": "oim", "region": "419", "report": "example-two",
    "year": "2017", "level": "local", "kind": "practice", "status": "existing", "population": "children",
    "language": "fr", "link": "implementedBy",
}  # fmt: skip
NAMES = [question.name for question in questions.load()]


def quads() -> list[rdf.Quad]:
    return [*rdf.read(FIXTURES / "example.trig"), *rdf.read(FIXTURES / "asking.trig")]


def wide_quads() -> list[rdf.Quad]:
    """With a later edition, which the questions about change, overlaps and repairs need."""
    return [*quads(), *rdf.read(FIXTURES / "editions.trig")]


@cache
def world() -> Graph:
    return Graph(quads())


@cache
def wide() -> Graph:
    return Graph(wide_quads())


@cache
def oracle() -> rdflib.Dataset:
    """The same graph in plain rdflib, an engine that shares nothing with ours."""
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=rdf.dump(wide_quads(), rdf.SUFFIXES[".nq"]).decode(), format="nquads")
    return dataset


def asked(name: str, columns: str, **words: str) -> list[tuple[object, ...]]:
    table = questions.ask(world(), name, words)
    places = [table.columns.index(column) for column in columns.split()]
    return [tuple(row[place] for place in places) for row in table.rows]


EXPECTED: list[tuple[str, str, dict[str, str], list[tuple[object, ...]]]] = [
    (
        "practice-directory",
        "words assessment status year report page",
        {},
        [
            (LAW, "good", "existing", "2017", ONE, 1),
            (FORCE, "counterproductive", "existing", None, TWO, 1),
            (FUND, "good", "existing", "2016", TWO, 2),
            (VISA, "good", "proposed", None, THREE, None),
        ],
    ),
    ("practice-directory", "words", {"region": "419", "population": "children"}, [(LAW,), (VISA,)]),
    (
        "where-practices-are",
        "place role words",
        {},
        [
            ("Afghanistan", "affected", LAW),
            ("Afghanistan", "affected", FORCE),
            ("Brazil", "implements", LAW),
            ("Brazil", "takes place in", VISA),
            ("Germany", "implements", FORCE),
            ("Senegal", "implements", FUND),
            ("Senegal", "organisations at work", FUND),
        ],
    ),
    (
        "practices-by-doer",
        "who objective words",
        {"objective": "21", "language": "fr"},
        [
            ("Allemagne", 21, FORCE),
            ("Organisation internationale pour les migrations", 21, FUND),
            ("Sénégal", 21, FUND),
        ],
    ),
    (
        "practices-in-country",
        "objective country words",
        {},
        [
            (5, "Brazil", VISA),
            (5, "Senegal", FUND),
            (15, "Brazil", LAW),
            (21, "Senegal", FUND),
        ],
    ),
    (
        "practices-in-region",
        "objective region words",
        {"objective": "5"},
        [
            (5, "ECOWAS (area)", FUND),
            (5, "Latin America and the Caribbean", VISA),
            (5, "Sahel", FUND),
            (5, "South America", VISA),
            (5, "Western Africa", FUND),
        ],
    ),
    (
        "over-time",
        "lane when objective",
        {},
        [
            ("commitments", "2018", None),
            ("commitments", "2019", 7),
            ("horizons", "next-six-months", None),
            ("practices", "2016", 5),
            ("practices", "2016", 21),
            ("practices", "2017", 15),
        ],
    ),
    (
        "practices-of-objective",
        "objective country role assessment status words report page",
        {"objective": "5"},
        [
            (5, "Brazil", "takes place in", "good", "proposed", VISA, THREE, None),
            (5, "Senegal", "implements", "good", "existing", FUND, TWO, 2),
        ],
    ),
    ("practices-of-objective", "objective country", {"region": "Sahel"}, [(5, "Senegal"), (21, "Senegal")]),
    (
        "practices-of-objective",
        "objective country",
        {"region": "ECOWAS", "objective": "21"},
        [(21, "Senegal")],
    ),
    (
        "practices-of-objective",
        "country words",
        {"region": "Latin America and the Caribbean", "status": "existing"},
        [("Afghanistan", LAW), ("Brazil", LAW)],
    ),
    ("practices-of-objective", "objective country", {"year": "2016"}, [(5, "Senegal"), (21, "Senegal")]),
    (
        "practices-of-objective",
        "country role",
        {"country": "AF", "objective": "15"},
        [("Afghanistan", "affected")],
    ),
    (
        "country-profile",
        "country role kind words page",
        {"country": "BR"},
        [
            ("Brazil", "implements", "practice", LAW, 1),
            ("Brazil", "mentioned", "question", "=How will Brazil keep schools open to all children?", 2),
            ("Brazil", "takes place in", "practice", VISA, None),
        ],
    ),
    (
        "country-profile",
        "country role",
        {"country": "Brazilian", "objective": "5", "language": "fr"},
        [("Brésil", "takes place in")],
    ),
    (
        "organisation-profile",
        "organisation role kind report",
        {"organisation": "OIM"},
        [
            ("International Organization for Migration", "implements", "practice", TWO),
            ("International Organization for Migration", "mentioned", "action", ONE),
        ],
    ),
    (
        "objectives-without-practice",
        "objective title statements",
        {},
        [(7, "Address and reduce vulnerabilities in migration", 1)],
    ),
    (
        "objectives-without-practice",
        "objective statements",
        {"country": "Germany"},
        [(5, 2), (7, 1), (15, 2), (21, 2)],
    ),
    ("objectives-without-practice", "objective", {"region": "419"}, [(7,), (21,)]),
    (
        "who-works-on-what",
        "who type objective practices",
        {"objective": "21"},
        [
            ("Germany", "country", 21, 1),
            ("International Organization for Migration", "organisation", 21, 1),
            ("Senegal", "country", 21, 1),
        ],
    ),
    (
        "questions-to-governments",
        "words report year page",
        {"objective": "services"},
        [("=How will Brazil keep schools open to all children?", TWO, "2017", 2)],
    ),
    (
        "counterproductive-practices",
        "country role status words",
        {},
        [("Afghanistan", "affected", "existing", FORCE), ("Germany", "implements", "existing", FORCE)],
    ),
    (
        "actions",
        "year level horizon page",
        {},
        [("2018", "local", "next-six-months", 3), ("2019", "national", None, 2)],
    ),
    ("actions", "year level", {"year": "2019", "level": "national"}, [("2019", "national")]),
    (
        "champions",
        "country objective status evidence basis confidence",
        {},
        [
            ("Brazil", 15, "existing", "Brazil", "stated", 0.95),
            ("Senegal", 5, "existing", "Senegal", "stated", 0.9),
            ("Senegal", 21, "existing", "Senegal", "stated", 0.9),
        ],
    ),
    ("champions", "country objective", {"region": "South America"}, [("Brazil", 15)]),
    ("champions", "country objective", {"country": "Afghanistan"}, []),
    (
        "statements-of-report",
        "question kind page start statement",
        {"report": "dignity", "kind": "practice"},
        [
            ("A3", "practice", 1, 10, S + "example-two/statement/a"),
            ("A2", "practice", 2, 100, S + "example-two/statement/b"),
        ],
    ),
    ("statements-of-report", "report question", {"organisation": "IOM"}, [(ONE, "B4"), (TWO, "A2")]),
    (
        "evidence-of-country",
        "country link evidence basis confidence method",
        {"country": "BRA", "report": "example-one"},
        [
            ("Brazil", "implementedBy", "Brazil", "stated", 0.95, "roles/1"),
            ("Brazil", "mentions", "Brazil", "stated", 1.0, "labels/1"),
        ],
    ),
    ("unanswered", "report question asked year", {}, [(ONE, "A4", "Which questions ... ?", "2018")]),
    (
        "regions-of-objective",
        "objective region country practices",
        {"objective": "5"},
        [
            (5, "ECOWAS (area)", "Senegal", 1),
            (5, "Latin America and the Caribbean", "Brazil", 1),
            (5, "Migration Dialogue for West Africa", "Senegal", 1),
            (5, "Sahel", "Senegal", 1),
            (5, "South America", "Brazil", 1),
            (5, "Western Africa", "Senegal", 1),
        ],
    ),
    (
        "contested-terms",
        "term kind words report page",
        {"language": "FR"},
        [("Retour volontaire", "practice", FORCE, TWO, 1)],
    ),
    (
        "practices-for-population",
        "population country role",
        {"population": "Réfugiés"},
        [("Refugees", "Afghanistan", "affected"), ("Refugees", "Brazil", "implements")],
    ),
]


FOUR = "Two years later (example report)"
IOM = "International Organization for Migration"
LATER: list[tuple[str, str, dict[str, str], list[tuple[object, ...]]]] = [
    (
        "could-teach",
        "objective teacher practices learner need statements",
        {},
        [(5, "Senegal", 1, "Mali", "gap", 1), (21, "Senegal", 2, "Mali", "is asked", 1)],
    ),
    ("could-teach", "objective", {"region": "South America"}, []),
    (
        "gaps-by-region",
        "region practices statements",
        {"objective": "5"},
        [
            ("ECOWAS (area)", 1, 1), ("Latin America and the Caribbean", 1, 1), ("Sahel", 1, 1),
            ("South America", 1, 1), ("Southern Asia", 0, 0), ("Western Africa", 1, 2),
            ("Western Europe", 0, 0),
        ],
    ),
    (
        "gaps-by-country",
        "country practices statements",
        {"objective": "21"},
        [("Afghanistan", 0, 2), ("Brazil", 0, 0), ("Germany", 0, 1), ("Mali", 0, 1), ("Senegal", 3, 4)],
    ),
    (
        "neglected-topics",
        "type topic nearest how",
        {},
        [
            ("objective", "Address and reduce vulnerabilities in migration", IOM, "named with it"),
            ("population", "Unaccompanied children", "Brazil", "works on children"),
            ("type of practice", "Training", "nobody", None),
        ],
    ),
    (
        "overlaps",
        "objective place one other practices",
        {},
        [(21, "Senegal", IOM, "Senegal", 1), (21, "Senegal", "Senegal", IOM, 1)],
    ),
    (
        "champions-contested",
        "country good objective words report page",
        {},
        [("Senegal", 2, 21, "Senegal takes papers from the returned.", FOUR, 2)],
    ),
    (
        "repairs",
        "objective country harm repair kind words",
        {},
        [
            (21, "Senegal", "Senegal takes papers from the returned.", "asked for", "priority",
             "Give the papers back."),
            (21, "Senegal", "Senegal takes papers from the returned.", "proposed", "practice",
             "A register of papers should be kept."),
        ],
    ),
    ("actions-without-owner", "horizon level year page", {}, [("next-six-months", "local", "2018", 3)]),
    (
        "commitments-followed-up",
        "objective who year words laterYear later",
        {},
        [(7, IOM, "2018", "Map who works on objective 7 with IOM at national level.", "2020",
          "The map of who works with IOM was drawn.")],
    ),
    (
        "changes-between-editions",
        "year reports statements good counterproductive questions",
        {"objective": "21"},
        [("2017", 1, 2, 1, 1, 0), ("2020", 1, 6, 3, 1, 1)],
    ),
    (
        "organisations-across-borders",
        "organisation reach country practices",
        {},
        [(IOM, 2, "Afghanistan", 1), (IOM, 2, "Senegal", 2)],
    ),
    (
        "objective-profile",
        "kind words year",
        {"objective": "7"},
        [
            ("action", "Map who works on objective 7 with IOM at national level.", "2018"),
            ("lesson", "The map of who works with IOM was drawn.", "2020"),
        ],
    ),
    (
        "evidence-of-link",
        "link to evidence basis confidence report",
        {"link": "implementedBy", "organisation": "IOM"},
        [
            ("implementedBy", IOM, "IOM", "stated", 0.9, TWO),
            ("implementedBy", IOM, "IOM", "suggested", 0.55, FOUR),
        ],
    ),
    (
        "weakest-links",
        "confidence link to evidence",
        {"report": "example-two", "link": "objective"},
        [(0.7, "objective", "Cooperate in facilitating safe and dignified return and readmission, as well as"
          " sustainable reintegration", "come home")],
    ),
    ("weakest-links", "confidence evidence", {"report": "two years"}, [(0.55, "IOM")]),
    ("who-uses-contested-terms", "term report year written statements", {},
     [("Voluntary return", TWO, "2017", "en", 1)]),
    ("questions-by-theme", "objective year questions states", {}, [(15, "2017", 1, 1), (21, "2020", 1, 1)]),
    (
        "reports",
        "report year written statements practices blank",
        {},
        [(TWO, "2017", "en", 4, 2, 0), (ONE, "2018", "en", 3, 1, 1), (THREE, "2018", "es", 1, 1, 0),
         (FOUR, "2020", "en", 8, 4, 0)],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "columns", "words", "rows"), LATER)
def test_answers_over_editions(
    name: str, columns: str, words: dict[str, str], rows: list[tuple[object, ...]]
) -> None:
    table = questions.ask(wide(), name, words)
    places = [table.columns.index(column) for column in columns.split()]
    assert [tuple(row[place] for place in places) for row in table.rows] == rows


@pytest.mark.parametrize(("name", "columns", "words", "rows"), EXPECTED)
def test_answers(name: str, columns: str, words: dict[str, str], rows: list[tuple[object, ...]]) -> None:
    assert asked(name, columns, **words) == rows


def test_every_question_has_an_expected_answer() -> None:
    assert len(NAMES) >= 25
    assert {name for name, *_ in [*EXPECTED, *LATER]} == set(NAMES)


def test_answers_of_the_example_alone() -> None:
    """Without labels the codes stand in for names; without a vocabulary there are no objectives to miss."""
    graph = Graph(rdf.read(FIXTURES / "example.trig"))
    counts = {name: len(questions.ask(graph, name).rows) for name in NAMES}
    assert {name: count for name, count in counts.items() if count} == {
        "actions": 1, "changes-between-editions": 2, "country-profile": 2, "evidence-of-country": 3,
        "evidence-of-link": 7, "objective-profile": 2, "organisation-profile": 1,
        "actions-without-owner": 1, "practices-for-population": 4, "practices-of-objective": 2, "reports": 1,
        "statements-of-report": 2, "unanswered": 1, "weakest-links": 7, "who-works-on-what": 1,
        "over-time": 2, "practice-directory": 1, "practices-by-doer": 1, "where-practices-are": 1,
    }  # fmt: skip
    assert questions.ask(graph, "who-works-on-what").rows == (("BRA", "country", 15, "15", 1),)


@pytest.mark.parametrize("name", NAMES)
def test_rdflib_gives_the_same_rows_in_the_same_order(name: str) -> None:
    for sparql in prepared(name):
        ours = [tuple(_number(cell) for cell in row) for row in wide().select(sparql).rows]
        theirs = [tuple(_number(term) for term in row) for row in oracle().query(sparql)]  # type: ignore[union-attr]
        assert ours == theirs, sparql


def prepared(name: str) -> list[str]:
    """A question without parameters, with each of them, and with all of them."""
    question = questions.find(questions.load(), name)
    each = [{parameter.name: EVERY[parameter.name]} for parameter in question.parameters]
    words = ({}, *each, {key: value for one in each for key, value in one.items()})
    return [questions.prepare(wide(), question, one) for one in words]


@pytest.mark.parametrize("name", NAMES)
def test_rules_change_no_answer(name: str) -> None:
    graph = Graph(wide_quads())
    assert graph.infer() > 0
    for sparql in prepared(name):
        assert graph.select(sparql) == wide().select(sparql)


def test_every_row_can_show_its_words() -> None:
    known = questions.load()
    for question in known:
        table = questions.ask(wide(), question.name)
        words, behind = questions.behind(wide(), known, question, table)
        if "words" not in question.columns and question.name not in ("neglected-topics", "unanswered"):
            assert behind is not question
        if behind is not question:
            assert {"words", "report", "statement"} <= set(words.columns) and (words.rows or not table.rows)


def _number(value: object) -> object:
    if isinstance(value, rdflib.Literal) and value.datatype in (rdflib.XSD.integer, rdflib.XSD.decimal):
        return float(value)
    return value if value is None else float(value) if isinstance(value, int | float) else str(value)


@pytest.mark.parametrize("name", NAMES)
def test_header_and_query_agree(name: str) -> None:
    question = questions.find(questions.load(), name)
    assert questions.ask(world(), name).columns == question.columns
    assert set(question.shown) <= set(question.columns)
    assert "ORDER BY" in question.sparql and "\n# title:" not in question.sparql[1:]


def test_several_values_mean_any_of_them() -> None:
    table = questions.ask(world(), "champions", {"country": ["Brazil", "SEN", "Brazil"]})
    assert {row[0] for row in table.rows} == {"Brazil", "Senegal"}


@pytest.mark.parametrize(
    "words", ["Brazil", "brazil", "BRA", "bra", "BR", "Brasil", "BRÉSIL", "bresil", "076", "Brazilian"]
)
def test_a_country_by_any_of_its_names(words: str) -> None:
    assert lookup.term(world(), "country", words) == rdf.Iri("https://w3id.org/gfmd/area/BRA")


@pytest.mark.parametrize(
    ("type", "words", "iri"),
    [
        ("objective", "5", "gcm/objective/5"),
        ("objective", "basic services", "gcm/objective/15"),
        ("objective", "Reintegration return", "gcm/objective/21"),
        ("organisation", "WHO", "actor/world-health-organization"),
        ("organisation", "world-health-organization", "actor/world-health-organization"),
        ("organisation", "cedeao", "actor/ecowas"),
        ("region", "CEDEAO", "area/ecowas"),
        ("region", "Economic Community of West African States", "area/ecowas"),
        ("region", "ECOWAS (area)", "area/ecowas"),
        ("region", "MIDWA", "actor/midwa"),
        ("region", "amérique du sud", "area/005"),
        ("report", "example-three", "report/example-three"),
        ("report", "puerta", "report/example-three"),
        ("level", "local", "topic/local"),
        ("kind", "unanswered", "kind/unanswered"),
        ("population", "enfants", "topic/children"),
    ],
)
def test_words_name_things(type: str, words: str, iri: str) -> None:
    assert lookup.term(world(), type, words) == rdf.Iri("https://w3id.org/gfmd/" + iri)


@pytest.mark.parametrize(
    ("type", "words", "message"),
    [
        ("country", "Brasilia", "there is no country 'Brasilia'; perhaps you meant Brazil."),
        ("country", "Congolese", "say which: Democratic Republic of the Congo or Congo-Brazzaville."),
        ("objective", "migration", "say which: 5 (Enhance availability"),
        ("objective", "24", "there is no objective '24'"),
        ("year", "20x7", "'20x7' is no year"),
        ("language", "english", "write its code"),
        ("country", "x" * 201, "between 1 and 200 characters"),
        ("country", " ", "between 1 and 200 characters"),
    ],
)
def test_what_is_not_known_is_said(type: str, words: str, message: str) -> None:
    with pytest.raises(Problem) as raised:
        lookup.term(world(), type, words)
    assert message in str(raised.value)


def test_wrong_names_are_mended() -> None:
    with pytest.raises(Problem, match="perhaps you meant champions"):
        questions.ask(world(), "champion")
    with pytest.raises(Problem, match="does not take --level; it takes --objective"):
        questions.ask(world(), "champions", {"level": "local"})


@pytest.mark.parametrize(
    "attack",
    [
        "> } SERVICE <http://localhost/> { ?s ?p ?o } #",
        "Brazil\" } ; DROP ALL #",
        "BRA> . ?x ?y ?z . <http://e/",
        "\\u003E } UNION { ?s ?p ?o",
        "BRA\n} # with country as ?theCountry: ?s ?p ?o",
        "\x00\x1b[31m",
        "?theCountry",
        "UNDEF",
        ") (UNDEF",
    ],
)  # fmt: skip
def test_words_never_get_into_a_query(attack: str) -> None:
    for name in NAMES:
        question = questions.find(questions.load(), name)
        for parameter in question.parameters:
            with pytest.raises(Problem) as raised:
                questions.prepare(world(), question, {parameter.name: attack})
            assert str(raised.value).isprintable()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# title: A\nSELECT * {}", "no line `# description"),
        ("# title: A\n# description: B\n# columns: s\n# draw: pie\n", "unknown `# draw:`"),
        ("# title: A\n# description: B\n# columns: s\n# draw: table\n# param: x\n", "cannot be read"),
        ("# title: A\n# description: B\n# columns: s\n# draw: matrix with s as row\n", "without its column"),
        ("# title: A\n# description: B\n# columns: s\n# draw: map with t as place\n", "does not have (t)"),
        ("# title: A\n# description: B\n# columns: s\n# draw: cards\n", "without statements"),
        ("# title: A\n# description: B\n# columns: s\n# draw: table\n"
         "# param: year | B | type year | default all\n", "different parameters (year)"),
    ],
)  # fmt: skip
def test_a_question_that_is_written_wrongly(text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "questions").mkdir()
    (tmp_path / "questions" / "mine.rq").write_text(text, encoding="utf-8")
    with pytest.raises(Problem) as raised:
        questions.load(tmp_path)
    assert message in str(raised.value) and "mine.rq" in str(raised.value)

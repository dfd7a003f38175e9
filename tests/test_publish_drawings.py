"""The pages by question: a file makes a page, and numbers agree with what they open."""

from __future__ import annotations

import csv
import io
import math
import re
import shutil
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from gfmd_graph.graph import questions
from gfmd_graph.knowledge.interface import interface
from gfmd_graph.namespaces import AREA
from gfmd_graph.publish.answers import Answered, answers
from gfmd_graph.publish.cells import shown, thing
from gfmd_graph.publish.columns import picture
from gfmd_graph.publish.contents import contents
from gfmd_graph.publish.drawings import cards, matrix, pairs, sides, table, timeline, world
from gfmd_graph.publish.drawings.known import DRAWINGS
from gfmd_graph.publish.network import network_of
from gfmd_graph.publish.pages import write_pages
from gfmd_graph.publish.rendering import HTML
from gfmd_graph.publish.site import Site
from gfmd_graph.resources import default_ontology
from test_publish_sample import GAPS, HOSTILE, LATIN, sample
from test_questions import FORCE, FUND, LAW, VISA, wide

MINE = """# title: Who is named where
# description: A page that somebody added.
# columns: country, words, report, page, (statement)
# draw: {draw}
# page: 0 Mine

PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX gfmd: <https://w3id.org/gfmd/ont/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

SELECT DISTINCT ?country ?words ?report ?page ?statement WHERE {{
  ?statement gfmd:mentions ?it ; gfmd:text ?text ; gfmd:inReport ?in .
  ?it a gfmd:Country ; skos:prefLabel ?name .
  ?in dcterms:title ?title . OPTIONAL {{ ?statement gfmd:page ?page }}
  BIND(STR(?name) AS ?country) BIND(STR(?text) AS ?words) BIND(STR(?title) AS ?report)
}} ORDER BY ?country ?report ?page ?statement
"""


def site_of(hostile: bool = False) -> Site:
    what = contents(sample(hostile=hostile))
    return Site(what, network_of(what))


SITE = site_of()
ANSWERS = {each.name: each for each in answers(sample())}


def answered(name: str) -> Answered:
    return ANSWERS[name]


def test_every_drawing_has_a_module_and_a_template() -> None:
    assert set(DRAWINGS) == set(questions.DRAWINGS)
    assert {path.name for path in (HTML / "drawings").iterdir()} == {f"{name}.html.j2" for name in DRAWINGS}
    used = {question.draw for question in questions.load() if question.page != "none"}
    assert used == set(DRAWINGS)


@pytest.mark.parametrize("draw", ["table", "cards with country as group", "sides with country as group"])
def test_one_new_file_is_a_new_page_in_the_menu_of_all(tmp_path: Path, draw: str) -> None:
    shutil.copytree(default_ontology(), tmp_path / "ontology")
    mine = tmp_path / "ontology" / "questions" / "named-where.rq"
    mine.write_text(MINE.format(draw=draw), encoding="utf-8")
    before = write_pages(sample(20, 5), tmp_path / "before")
    assert write_pages(sample(20, 5), tmp_path / "pages", "en", tmp_path / "ontology") == before + 1
    page = (tmp_path / "pages" / "question" / "named-where.html").read_text(encoding="utf-8")
    assert "Here stand the words 0 of one statement" in page and "Brazil" in page
    for name in ("index.html", "country/BRA.html"):
        other = (tmp_path / "pages" / name).read_text(encoding="utf-8")
        assert re.search(r'href="(\.\./)?question/named-where.html">Mine</a>', other)
    assert (tmp_path / "pages" / "question" / "named-where.csv").is_file()


def test_pages_of_the_menu_are_in_all_three_languages() -> None:
    for question in questions.load():
        if question.page not in ("", "none"):
            kinds = ("title", "description", "page")
            assert {f"{what}@{code}" for what in kinds for code in ("fr", "es")} <= {
                key for key, _ in question.translated
            }, question.name


def squares(name: str) -> dict[tuple[str, str], matrix.Square]:
    found = matrix.draw(SITE, answered(name))
    heads, blocks = found["heads"], found["blocks"]
    assert isinstance(heads, list) and isinstance(blocks, list)
    return {
        (line.head.text, head.text): square
        for block in blocks
        for line in block.lines
        for head, square in zip(heads, line.squares, strict=True)
    }


@pytest.mark.parametrize(
    ("name", "row"),
    [("gaps-by-country", "country"), ("gaps-by-region", "region"), ("who-works-on-what", "who")],
)
def test_a_number_is_as_many_as_it_opens_and_as_the_question_says(name: str, row: str) -> None:
    found = squares(name)
    labels = {int(node.iri.rpartition("/")[2]): node.label for node in SITE.of_type("objective")}
    rows = answered(name).rows
    assert any(each["practices"] for each in rows)
    for each in rows:
        square = found[str(each[row]), labels[int(str(each["objective"]))]]
        assert square.number == each["practices"]
        assert bool(square.place) == bool(square.number)
        assert square.spoken == (0 if square.number or name == "who-works-on-what" else each["statements"])


def test_a_matrix_shows_all_objectives_and_names_the_holes() -> None:
    found = matrix.draw(SITE, answered("gaps-by-country"))
    holes, heads = found["holes"], found["heads"]
    assert isinstance(heads, list) and isinstance(holes, list)
    assert len(heads) == 23
    assert {int(hole.text.split()[0]) for hole in holes} >= set(GAPS)


def test_who_works_on_what_puts_organisations_first_and_apart() -> None:
    blocks = matrix.draw(SITE, answered("who-works-on-what"))["blocks"]
    assert isinstance(blocks, list)
    assert [block.title for block in blocks] == ["Organisations", "States"]


def layers() -> list[world.Layer]:
    found = world.draw(SITE, answered("where-practices-are"))["layers"]
    assert isinstance(found, list)
    return found


def test_a_map_keeps_roles_apart_and_its_circles_count() -> None:
    assert [layer.key for layer in layers()] == [
        "implements", "takes-place-in", "affected", "organisations-at-work",
    ]  # fmt: skip
    for layer in layers():
        shown_most = max(layer.circles, key=lambda circle: circle.number)
        for circle in layer.circles:
            assert circle.radius == pytest.approx(
                max(3, shown_most.radius * math.sqrt(circle.number / shown_most.number)), abs=0.2
            )
        for one, other in combinations([box(circle) for circle in layer.circles if circle.label], 2):
            assert not (one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3])


def box(circle: world.Circle) -> tuple[float, float, float, float]:
    wide = world.LETTER * len(circle.label)
    left = circle.label_x if circle.anchor == "start" else circle.label_x - wide
    return left, circle.y - world.LINE / 2, left + wide, circle.y + world.LINE / 2


def test_every_country_of_the_vocabulary_has_a_place_on_the_map() -> None:
    text = (default_ontology() / "vocabularies" / "countries.ttl").read_text(encoding="utf-8")
    codes = set(re.findall(r"^area:([A-Z]{3}) ", text, re.MULTILINE))
    drawn = world._world()
    assert codes == set(drawn["centres"]) and "Natural Earth" in drawn["source"]
    left, top, wide, high = drawn["box"]
    for code in codes - {"ATA", "ATF", "BVT", "HMD", "SGS"}:
        x, y = drawn["centres"][code]
        assert left <= x <= left + wide and top <= y <= top + high, code


def test_countries_lie_where_they_lie() -> None:
    centres = world._world()["centres"]
    assert centres["MEX"][0] < centres["BRA"][0] < centres["FIN"][0] < centres["IND"][0] < centres["FJI"][0]
    assert centres["FIN"][1] < centres["MLI"][1] < centres["ZAF"][1]


def test_a_timeline_has_a_bar_for_every_year_and_a_list_for_every_bar() -> None:
    found = timeline.draw(SITE, answered("over-time"))
    lanes, listed = found["lanes"], found["listed"]
    assert isinstance(lanes, list) and isinstance(listed, list)
    assert [lane.title for lane in lanes] == ["Practices", "Commitments", "Horizons"]
    lists = {place: len(words) for _, cells in listed for _, place, words in cells}
    for lane in lanes:
        for bar in lane.bars:
            assert bar.number == lists[bar.place] and 0 <= bar.x <= timeline.WIDE - bar.width
    assert lanes[0].ticks and not lanes[2].ticks


def test_cards_are_found_by_region_people_and_judgement() -> None:
    found = cards.draw(SITE, answered("practice-directory"))
    groups, lists = found["groups"], found["facets"]
    assert isinstance(groups, list) and isinstance(lists, tuple)
    assert {"objective", "country", "region", "population", "assessment", "basis"} <= {f.key for f in lists}
    every = [card for group in groups for card in group.cards]
    assert len(every) == found["cards"] == 60
    latin = [card for card in every if "region-419" in card.found_by.split()]
    done = {
        edge.source
        for code in LATIN
        for edge in SITE.edges_to[AREA + code]
        if edge.relation in ("implementedBy", "takesPlaceIn")
    }
    assert {card.entry.statement.practice for card in latin} == done
    assert [c for c in latin if "population-children" in c.found_by.split()]


def test_the_glossary_says_what_a_term_means_and_marks_it() -> None:
    groups = cards.draw(SITE, answered("contested-terms"))["groups"]
    assert isinstance(groups, list)
    assert [(group.title, group.definition) for group in groups] == [
        ("pushback", "Sending back at the border.")
    ]
    assert all(any(part.marked for part in card.entry.parts) for card in groups[0].cards)


def test_two_sides_hold_what_speaks_for_and_against() -> None:
    what = contents(wide())
    site = Site(what, network_of(what))
    both = sides.draw(site, {each.name: each for each in answers(wide())}["champions"])["both"]
    assert isinstance(both, list)
    found = {
        each.head.text: ([e.statement.text for e in each.good], [e.statement.text for e in each.against])
        for each in both
    }
    assert found["Brazil"][0][0] == LAW and FUND in found["Senegal"][0] and "Germany" not in found
    assert all(FORCE not in good for good, _ in found.values())
    assert VISA not in found["Brazil"][0]


def test_pairs_are_drawn_once_each_and_lead_to_pages() -> None:
    found = pairs.draw(SITE, answered("organisations-across-borders"))
    rows, lines, ends = found["rows"], found["lines"], found["ends"]
    assert isinstance(rows, list) and isinstance(lines, list) and isinstance(ends, list)
    assert len({(row[0].text, row[2].text) for row in rows}) == len(lines) > 3
    assert all(end.label.page for side in ends for end in side)


def test_a_table_says_how_much_it_leaves_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "MOST", 3)
    found = table.draw(SITE, answered("unanswered"))
    assert found["left_out"] == 0
    many = table.draw(SITE, answered("over-time"))
    assert isinstance(many["rows"], list)
    assert many["left_out"] == len(answered("over-time").rows) - 3 and len(many["rows"]) == 3


def test_names_lead_to_pages_and_a_name_of_two_leads_nowhere() -> None:
    assert shown(SITE, {"country": "Brazil"}, "country").page == "country/BRA.html"
    assert shown(SITE, {"objective": 5}, "objective").page == "objective/5.html"
    assert shown(SITE, {"words": "Brazil"}, "words").page == ""
    assert shown(SITE, {"country": None}, "country").text == ""
    assert thing(site_of(hostile=True), "country", "Brazil") is None


def test_the_picture_of_an_entity_has_a_line_for_each_link_it_shows() -> None:
    drawn = picture(SITE, SITE.nodes[AREA + "BRA"])
    assert drawn and drawn.practices and drawn.left and drawn.right
    heights = [each.y for each in drawn.practices]
    assert heights == sorted(heights) and min(b - a for a, b in pairwise(heights)) >= 20
    curves = sum(path.count("M") for _, path in drawn.lines)
    shown_iris = {each.node.iri for each in drawn.practices}
    links = [e for iri in shown_iris for e in SITE.edges_from[iri] if e.relation != "inReport"]
    assert curves == sum(edge.target != AREA + "BRA" for edge in links)
    assert picture(SITE, SITE.nodes[AREA + "sahel"]) is not None


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("hostile")
    write_pages(sample(hostile=True), where)
    return where


def test_tables_hold_what_the_command_gives_and_no_formula(tmp_path: Path) -> None:
    from gfmd_graph import rdf
    from gfmd_graph.graph.store import Graph
    from gfmd_graph.namespaces import GFMD, REPORT
    from test_publish_sample import sample_quads

    formula = rdf.Literal('=HYPERLINK("http://x")', language="en")
    quads = [
        rdf.Quad(q.subject, q.predicate, formula, q.graph_name) if q.predicate.value == GFMD + "text" else q
        for q in sample_quads(8, 8, 1)
        if q.predicate.value != GFMD + "text" or REPORT in str(q.subject)
    ]
    write_pages(Graph(quads), tmp_path)
    text = (tmp_path / "question" / "practice-directory.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 8 and {row["words"] for row in rows} == {'\'=HYPERLINK("http://x")'}


@pytest.mark.parametrize("attack", HOSTILE)
def test_hostile_words_are_escaped_on_every_page_by_question(hostile: Path, attack: str) -> None:
    pages = {path.stem: path.read_text(encoding="utf-8") for path in (hostile / "question").glob("*.html")}
    assert not [name for name, text in pages.items() if attack in text]
    assert len(pages) == len(ANSWERS)


@pytest.mark.parametrize("code", ["fr", "es"])
def test_pages_speak_the_language_that_is_asked_for(tmp_path: Path, code: str) -> None:
    write_pages(sample(20, 10), tmp_path, code)
    ours = {key: word for key, word in interface("en").words.items() if len(word) > 25 and "{" not in word}
    for path in tmp_path.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert f'<html lang="{code}">' in text
        if path.name == "network.html":
            continue
        left = [key for key, word in ours.items() if word in text and interface(code).words[key] != word]
        assert not left, (path, left)

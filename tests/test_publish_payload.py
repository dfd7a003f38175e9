"""What the script of the network page reads."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from gfmd_graph.publish.contents import contents
from gfmd_graph.publish.network import network_of
from gfmd_graph.publish.page import MOST_VIS, KnowledgeGraphPage
from gfmd_graph.publish.payload import SIGNS, Payload, packed
from gfmd_graph.publish.places import places
from gfmd_graph.publish.site import Site
from gfmd_graph.publish.twin import twin
from test_publish_sample import sample


def unpacked(text: str) -> list[int]:
    """The reading of `packed`, as `html/model.js` does it."""
    found, number, shift = [], 0, 0
    for sign in text:
        bits = SIGNS.index(sign)
        number |= (bits & 31) << shift
        shift += 5
        if not bits & 32:
            found.append(-(number >> 1) if number & 1 else number >> 1)
            number = shift = 0
    return found


@given(st.lists(st.integers(-(2**30), 2**30)))
def test_packed_numbers_come_back(numbers: list[int]) -> None:
    assert unpacked(packed(numbers)) == numbers


def site(hostile: bool = False) -> Site:
    what = contents(sample(hostile=hostile))
    return Site(what, network_of(what))


def test_every_link_stands_in_the_data_with_its_words() -> None:
    one = site()
    made = Payload((one,), places(one.network), twin(one), "canvas").made()
    numbers, at = unpacked(made["links"]), 0
    found = set()
    texts = [row.statement.text if row.statement else "" for row in twin(one).rows]
    own = {row.node.iri: at for at, row in reversed(list(enumerate(twin(one).rows)))}
    for node in one.network.nodes:
        count, at = numbers[at], at + 1
        for _ in range(count):
            target, relation, many = numbers[at : at + 3]
            at += 3
            for _ in range(many):
                away, _, sure, start, length = numbers[at : at + 5]
                at += 5
                exact = (
                    texts[own.get(node.iri, 0) + away][start : start + length]
                    if start >= 0
                    else made["outside"][length]
                )
                found.add(
                    (node.iri, made["relations"][relation][0], one.network.nodes[target].iri, exact, sure)
                )
    wanted = {
        (edge.source, edge.relation, edge.target, words.exact, round((words.confidence or 0) * 100))
        for edge in one.network.edges
        for words in edge.evidence
        if edge.relation != "inReport"
    }
    assert found == wanted and at == len(numbers)


def test_a_sentence_stands_once_in_a_page_however_many_links_cite_it() -> None:
    one = site()
    page = KnowledgeGraphPage(one, engine="canvas")
    page.fill(places(one.network))
    text = page.generate_html()
    for statement in one.contents.statements:
        if statement.practice:
            assert text.count(statement.text) == 1


def test_small_networks_are_drawn_by_vis_network_and_larger_ones_by_us() -> None:
    one = site()
    assert len(one.network.nodes) <= MOST_VIS and KnowledgeGraphPage(one).engine == "vis"
    what = contents(sample(500, 600))
    large = Site(what, network_of(what))
    assert KnowledgeGraphPage(large).engine == "canvas"


def test_the_policy_allows_our_scripts_alone() -> None:
    one = site()
    for engine in ("vis", "canvas"):
        page = KnowledgeGraphPage(one, engine=engine)
        page.fill(places(one.network))
        text = page.generate_html()
        policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)
        assert policy and "default-src &#39;none&#39;" in policy[1] and "unsafe" not in policy[1]
        assert policy[1].count("sha256-") == len(re.findall("^<(?:script|style)>", text, re.MULTILINE))
        assert not re.search(r'(?:src|href)="(?:https?:)?//', text)


def test_the_twin_reads_report_by_report_and_names_what_is_in_none() -> None:
    one = site()
    found = twin(one)
    titles = [title for title, _ in found.groups()]
    assert titles == sorted(set(titles))
    assert sum(len(rows) for _, rows in found.groups()) == len(found.rows)
    cells = {(row.node.iri, e.relation, e.target) for row in found.rows for cell in row.cells for e in cell}
    assert cells == {(e.source, e.relation, e.target) for e in one.network.edges if e.relation != "inReport"}
    assert {node.type for node in found.unlinked} == {"objective"} and len(found.unlinked) == 4

"""The Chatham House Rule: who a person is, and who a quote comes from, never leaves the report."""

from __future__ import annotations

from pathlib import Path

import pytest

from gfmd_graph.reading import extract, read_report

HEAD = (
    "Reporting Template 2018\n\n"
    "1. What are civil society’s key priorities and concerns related to this theme?\n\n"
)
QUOTES = (
    "2. What good practices or effective multi-stakeholder partnerships are OR have in the past OR could in "
    "the future respond to challenges related to this theme?\n\n1. Kenya has a law.\n\n"
    "Inspiring quotes: If you like, please give one or two quotes that inspired you during the session.\n\n"
)


def words(path: Path, text: str) -> str:
    path.write_text(text, "utf-8")
    report = read_report(path)
    shown = [report.title, *(statement.text for statement in report.statements)]
    shown += [m.text for one in extract(report) for m in one.mentions]
    shown += [proof.exact for one in extract(report) for link in one.links for proof in link.evidence]
    return "\n".join(shown)


@pytest.mark.parametrize(
    ("line", "private"),
    [
        ("a- As Israel Mora said, detention harms.", ["Israel", "Mora"]),
        ("a- Ms. Amina Diallo asked for shelters.", ["Amina", "Diallo"]),
        ("a- According to Georgia Peters, borders are closed.", ["Georgia", "Peters"]),
        ("a- The moderator, Joan Miró Vidal, asked for data.", ["Miró", "Vidal"]),
        ("a- Write to help.desk@example.org or +41 22 555 01 02.", ["help.desk", "555"]),
        ("a- Dr. Nguyễn Thị Hoa spoke of nurses.", ["Hoa"]),
        ("a- Jean-Luc Moreau explained that visas are slow.", ["Jean-Luc", "Moreau"]),
    ],
)
def test_people_in_running_text(tmp_path: Path, line: str, private: list[str]) -> None:
    shown = words(tmp_path / "r.txt", f"{HEAD}{line}\n\nb- Another item.\n\n{QUOTES}“A quote.”\n")
    assert [word for word in private if word in shown] == []
    assert "[withheld]" in shown


@pytest.mark.parametrize(
    "line",
    [
        "a- The European Union said that it would help.",
        "a- South Africa stated its position.",
        "a- According to Human Rights Watch, boats sink.",
        "a- The International Labour Organization noted a gap.",
        "a- Member States mentioned the Global Compact.",
    ],
)
def test_bodies_and_states_are_no_people(tmp_path: Path, line: str) -> None:
    shown = words(tmp_path / "r.txt", f"{HEAD}{line}\n\nb- Another item.\n\n{QUOTES}“A quote.”\n")
    assert "[withheld]" not in shown


@pytest.mark.parametrize(
    "quote",
    [
        "“We crossed three borders.” – Maria Example, Caritas",
        "“We crossed three borders.” (Maria Example)",
        "Maria Example: “We crossed three borders.”",
        "- “We crossed three borders.” Maria Example, Example Network",
        "“We crossed three borders.” — anonymous",
        "“We crossed three borders.” (a young woman who came with her child, agreed to be quoted, not named)",
    ],
)
def test_quotes_stand_alone(tmp_path: Path, quote: str) -> None:
    path = tmp_path / "r.txt"
    path.write_text(f"{HEAD}a- An item.\n\nb- Another.\n\n{QUOTES}{quote}\n", "utf-8")
    (found,) = [s for s in read_report(path).statements if s.kind == "quote"]
    assert found.text == "We crossed three borders."


def test_a_rapporteurs_name_is_withheld_everywhere(tmp_path: Path) -> None:
    text = (
        f"Rapporteur: Jane Sample, jane@example.org\n{HEAD}a- Jane Sample will write to IOM.\n\n{QUOTES}“Q.”"
    )
    shown = words(tmp_path / "r.txt", text)
    assert "Sample" not in shown
    assert "example.org" not in shown

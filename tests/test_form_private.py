"""Names of people are recognised only to be kept out."""

from __future__ import annotations

import pytest

from form_knowledge import blocks, read, said


@pytest.mark.parametrize(
    ("item", "wanted"),
    [
        (
            "“Nobody should have to swim for a hearing.” – Jane Example, Example Network",
            "Nobody should have to swim for a hearing.",
        ),
        (
            "« Je voulais seulement aller à l’école. » (Awa Exemple, 15 ans)",
            "Je voulais seulement aller à l’école.",
        ),
        (
            "“Zero tolerance” is the name of a harmful policy.",
            "“Zero tolerance” is the name of a harmful policy.",
        ),
        (
            "A network takes up cases in Asia (contact: Rashid Sample, rashid@example.org).",
            "A network takes up cases in Asia",
        ),
        (
            "A network (contact: Rashid Sample) takes up cases.",
            "A network (contact: [withheld]) takes up cases.",
        ),
        ("We agree, said Maria Sample, and we go on.", "We agree, said [withheld], and we go on."),
        (
            "Write to jane@example.org or +41 22 000 00 00 for help.",
            "Write to [withheld] or [withheld] for help.",
        ),
    ],
)
@pytest.mark.parametrize("heading", ["GOOD PRACTICES", "CONTEXT", "EXISTING NETWORKS"])
def test_who_said_it_is_cut_off_under_every_heading(heading: str, item: str, wanted: str) -> None:
    assert said(read(f"{heading}\n\n- {item}\n\n- Another item.\n"))[0][1] == wanted


@pytest.mark.parametrize(
    "field",
    [
        "Rapporteuse : Awa Exemple, awa@example.org",
        "Rapporteur: Awa Exemple <awa@example.org>",
        "Relatora : Awa Exemple",
        "Name of rapporteur (optional): Awa Exemple",
        "Modératrice : Awa Exemple",
        "Facilitator: Awa Exemple / Jane Sample",
        "Rapporteur:\nAwa Exemple",
    ],
)
def test_names_in_fields_are_withheld_everywhere(field: str) -> None:
    report = read(
        f"Session on schools\n{field}\n\nKEY MESSAGES\n\n- What d’Awa Exemple told us counts.\n- Pay.\n"
    )
    assert all("Awa" not in text and "Exemple" not in text for _, text in said(report))
    assert "Awa" not in report.title
    assert len(report.statements) == 2


def test_names_in_a_table_of_fields() -> None:
    cells = [("Rapporteuse :", {"cell": (0, 0, 0)}), ("Awa Exemple", {"cell": (0, 0, 1)})]
    report = read(blocks(*cells, ("Messages clés", {"heading": True}), "Payez, dit Awa Exemple."))
    assert said(report) == [("message", "Payez, dit [withheld].")]

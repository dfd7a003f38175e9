"""Whether a report is under the Chatham House Rule: what was said there is not for everybody's ears."""

from __future__ import annotations

from collections.abc import Iterable

from gfmd_graph.knowledge.languages import Languages
from gfmd_graph.knowledge.templates import Template
from gfmd_graph.model import Report
from gfmd_graph.words import key


def is_under_the_rule(report: Report, templates: Iterable[Template], languages: Languages) -> bool:
    """Where the report names the rule anywhere, or the form on which it was written does.

    Who fills in a form may leave out the line that says so; the session was held under the rule all the same.
    """
    names = [f" {key(name)} " for name in sorted(languages.words("private", "rule"))]
    forms = (template for template in templates if template.code == report.template)
    texts = [report.text, *(entry.text for form in forms for entry in form.entries)]
    return any(name in f" {key(text)} " for text in texts for name in names)

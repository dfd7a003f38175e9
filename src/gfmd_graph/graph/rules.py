"""What follows from what is said: three rules, whose triples stand in a graph of their own.

The named questions do not need them. They are for queries in the words of public vocabularies
(`schema:agent`, `skos:broaderTransitive`), and are never written into the files of a build.
"""

from __future__ import annotations

from dataclasses import dataclass

from gfmd_graph.namespaces import BASE

INFERRED_GRAPH = BASE + "graph/inferred"


@dataclass(frozen=True, slots=True)
class Rule:
    """Where `pattern` holds, `adds` is true too."""

    name: str
    adds: str
    pattern: str

    @property
    def update(self) -> str:
        """The rule as SPARQL 1.1 Update."""
        return f"INSERT {{ GRAPH <{INFERRED_GRAPH}> {{ {self.adds} }} }} WHERE {{ {self.pattern} }}"


RULES = (
    Rule(
        "broader concepts, all the way up",
        "?narrow skos:broaderTransitive ?broad",
        "GRAPH ?g { ?narrow skos:broader+ ?broad }",
    ),
    Rule(
        "countries of a region of regions",
        "?region gfmd:hasMember ?country",
        "GRAPH ?g { ?country a gfmd:Country ; skos:broader+ ?region . ?region a gfmd:Region }",
    ),
    Rule(
        "links in the words of public vocabularies",
        "?subject ?above ?object",
        """{ SELECT DISTINCT ?property ?above WHERE { GRAPH ?v {
          ?property rdfs:subPropertyOf+ ?above .
          { ?property a owl:ObjectProperty } UNION { ?property rdfs:subPropertyOf skos:altLabel }
        } } }
        GRAPH ?g { ?subject ?property ?object }""",
    ),
)
"""In the order in which they run: the last one sees what the others have added."""

"""`ontology/prompts/*.toml` as Python: what a language model is told, where a build names one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from gfmd_graph.errors import Problem
from gfmd_graph.knowledge.languages import read_toml
from gfmd_graph.knowledge.vocabulary import load_vocabulary


@dataclass(frozen=True, slots=True)
class Prompt:
    """What stands before every statement, and how a statement is shown."""

    system: str
    statement: str

    def shown(self, words: str) -> str:
        """`words` as they are shown; they cannot end their own brackets."""
        return self.statement.replace("{statement}", words.replace("<", "‹").replace(">", "›"))


@lru_cache
def load_prompt(ontology: Path) -> Prompt:
    """How a model is asked for the objectives of a statement. Raises `Problem`."""
    path = ontology / "prompts" / "objectives.toml"
    if not path.is_file():
        raise Problem("does not exist", str(path), "copy it from the ontology that is shipped")
    data = read_toml(path)
    try:
        system, statement, line = (str(data[name]).strip() for name in ("system", "statement", "objective"))
    except KeyError as error:
        raise Problem(f"has no {error}", str(path), "add it as in the one that is shipped") from error
    for text, name in ((system, "{objectives}"), (statement, "{statement}")):
        if name not in text:
            raise Problem(f"has no place for {name}", str(path), f"write {name} where it belongs")
    objectives = sorted((int(one.code), one.name) for one in load_vocabulary(ontology).of_type("Objective"))
    lines = (line.replace("{number}", str(number)).replace("{title}", title) for number, title in objectives)
    return Prompt(system.replace("{objectives}", "\n".join(lines)), statement)

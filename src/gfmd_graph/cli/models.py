"""Options of `build` by which a user names a language model."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gfmd_graph.cli.servers import note_if_open
from gfmd_graph.errors import Problem

if TYPE_CHECKING:
    from gfmd_graph.chat.asking import Heard, Model

KEPT = "model-answers.jsonl"

_OPTIONS = (
    click.option(
        "--model-url", metavar="URL",
        help="Ask a language model at this address too, such as http://localhost:11434/v1 (docs/models.md)."
        " Every statement is sent there; a key stands in GFMD_GRAPH_MODEL_KEY.",
    ),
    click.option("--model", metavar="NAME", help="What the model is called there, such as llama3.1."),
    click.option(
        "--model-answers", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False),
        help=f"Where its answers are kept, so that nothing is asked twice.  [default: {KEPT} in --into]",
    ),
    click.option(
        "--model-timeout", type=click.FloatRange(min=0.01), default=120.0, show_default=True,
        help="Seconds that the model may take for one statement.",
    ),
    # An environment variable that somebody has forgotten must not insist for him.
    click.option(
        "--model-despite-chatham-house", is_flag=True, allow_from_autoenv=False,
        help="Show the model reports under the Chatham House Rule too. They are refused otherwise.",
    ),
)  # fmt: skip


def model_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of a language model, for a command that hands them to `named_model`."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def named_model(
    into: Path, model_url: str | None, model: str | None, model_answers: Path | None, model_timeout: float,
    model_despite_chatham_house: bool,
) -> Model | None:  # fmt: skip
    """The model that the options name; None where they name none. Raises `Problem`."""
    if model_url is None and model is None:
        if model_answers or model_despite_chatham_house:
            raise Problem("no model is named", "", "give --model-url and --model too")
        return None
    if not model_url or not model:
        missing = "--model-url, the address of its server" if model else "--model, its name on that server"
        raise Problem("a model needs an address and a name", "", f"give {missing}, too")
    from gfmd_graph.chat.asking import Model
    from gfmd_graph.chat.wire import KEY, Address, server

    address = Address(model_url, model, os.environ.get(KEY, "").strip(), model_timeout)
    note_if_open(server(address))
    return Model(address, model_answers or into / KEPT, model_despite_chatham_house)


def said(heard: Heard) -> str:
    """What became of the model's answers, in one line."""
    suggestions = [f"{heard.kept} kept", f"{heard.known} found already"]
    if heard.not_there:
        suggestions.append(f"{heard.not_there} left out, their words do not stand there")
    parts = [f"{heard.statements} statements, {heard.asked} asked now"]
    parts.append(f"suggestions: {', '.join(suggestions)}")
    if heard.useless:
        parts.append(f"answers of no use: {heard.useless}")
    return f"{heard.name}: {'; '.join(parts)}"

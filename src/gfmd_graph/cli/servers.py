"""Options of commands that speak to a server elsewhere, and its credentials."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from gfmd_graph.graph.remote import Endpoint
    from gfmd_graph.web import Web

endpoint_option = click.option(
    "--endpoint", metavar="URL",
    help="Ask this SPARQL 1.1 endpoint instead of a graph here. Nothing is sent anywhere else.",
)  # fmt: skip
user_option = click.option(
    "--user",
    help="A user's name on the server; the password is asked for, or stands in GFMD_GRAPH_PASSWORD."
    " A token stands in GFMD_GRAPH_TOKEN.",
)


def web(url: str, user: str | None, seconds: float) -> Web:
    """The server at `url`. A password is never a word of the command line: others could read it there."""
    from gfmd_graph.web import Credentials, Web

    password = os.environ.get("GFMD_GRAPH_PASSWORD")
    if user and password is None and sys.stdin.isatty():
        password = click.prompt(f"Password of {user}", hide_input=True, err=True)
    token = "" if user else os.environ.get("GFMD_GRAPH_TOKEN", "")
    server = Web(url, Credentials(user or "", password or "", token), seconds)
    if user or token:
        note_if_open(server)
    return server


def note_if_open(server: Web) -> None:
    """Say so where others between here and the server see what is sent."""
    if server.open_to_all:
        click.echo("Note: http without s to another machine; others on the way can read this.", err=True)


def endpoint(url: str, user: str | None, seconds: float) -> Endpoint:
    """The endpoint at `url`."""
    from gfmd_graph.graph.remote import Endpoint

    return Endpoint(web(url, user, seconds))

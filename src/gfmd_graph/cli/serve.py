"""`gfmd-graph serve`: the pages, SPARQL and the named questions over HTTP."""

from __future__ import annotations

from pathlib import Path

import click

from gfmd_graph.errors import Problem


@click.command(
    name="serve", epilog="Example: gfmd-graph serve --port 7878, then open http://127.0.0.1:7878/query"
)
@click.option(
    "--from", "source", type=click.Path(path_type=Path), default=Path("output"), show_default=True,
    help="The folder that `gfmd-graph build` wrote, or an RDF file.",
)  # fmt: skip
@click.option("--host", default="127.0.0.1", show_default=True, help="0.0.0.0 lets other machines in.")
@click.option("--port", type=click.IntRange(0, 65535), default=7878, show_default=True, help="0: a free one.")
@click.option("--timeout", type=click.FloatRange(min=0.1), default=30.0, show_default=True,
              help="Stop a query after so many seconds.")  # fmt: skip
@click.option("--memory", type=click.IntRange(64), default=1024, show_default=True,
              help="MiB that a query may take.")  # fmt: skip
@click.option("--answer", type=click.IntRange(1, 2048), default=64, show_default=True,
              help="MiB that an answer may have.")  # fmt: skip
@click.option("--workers", type=click.IntRange(1, 256), default=2, show_default=True,
              help="Queries that run at the same time.")  # fmt: skip
@click.option("--writable", is_flag=True, help="Take updates and graphs from those who have the token.")
@click.option("--store", type=click.Path(path_type=Path),
              help="The folder that keeps what is written, else `written` beside the graph.")  # fmt: skip
@click.option("--token", help="The token; better in GFMD_GRAPH_SERVE_TOKEN or a file.")
@click.option("--token-file", type=click.Path(path_type=Path), help="A file that holds the token.")
@click.option("--rules/--no-rules", default=False, help="Answer also from what follows, as `query --rules`.")
@click.option("--cors", default="none", show_default=True,
              help="Whose web pages may read the answers: *, one origin, or none.")  # fmt: skip
@click.option("--log-queries", is_flag=True, help="Write the texts of queries to the log too.")
@click.option("--ontology", type=click.Path(path_type=Path), help="The folder with questions/*.rq.")
def serve(
    source: Path, host: str, port: int, timeout: float, memory: int, answer: int, workers: int,
    writable: bool, store: Path | None, token: str | None, token_file: Path | None, cors: str,
    rules: bool, log_queries: bool, ontology: Path | None,
) -> None:  # fmt: skip
    """Serve pages, SPARQL 1.1 Protocol, Graph Store Protocol and the named questions.

    For this machine alone, unless --host says otherwise. Ctrl-C stops it.
    """
    try:
        from gfmd_graph.serve.server import serve as run
    except ModuleNotFoundError as error:
        mend = "install it with: pip install 'gfmd-graph[server]'"
        raise Problem(f"the package {error.name} is missing", "", mend) from error
    from gfmd_graph.serve.state import Settings

    if rules and writable:
        raise Problem("--rules does not go with --writable", "", "leave one of them out")
    settings = Settings(
        source, _store(source, store) if writable else None, ontology, timeout, memory, answer,
        workers=workers, token=_token(token, token_file), log_queries=log_queries, rules=rules,
        cors="" if cors == "none" else cors,
    )  # fmt: skip
    run(settings, host, port, _ready)


def _ready(address: str) -> None:
    click.echo(f"Serving at {address} (Ctrl-C stops it).", err=True)


def _store(source: Path, store: Path | None) -> Path:
    return store or (source.parent if source.is_file() else source) / "written"


def _token(token: str | None, file: Path | None) -> str:
    """The token of the option or environment, else of the file. Raises `Problem`."""
    if token or file is None:
        return (token or "").strip()
    try:
        return file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise Problem("cannot be read", str(file), "write the token into it") from error

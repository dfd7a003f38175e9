"""The one process that writes: updates and whole graphs, each of them done wholly or not at all."""

from __future__ import annotations

from email.parser import BytesParser
from email.policy import HTTP
from pathlib import Path

import pyoxigraph as ox

from gfmd_graph import rdf
from gfmd_graph.errors import Problem
from gfmd_graph.graph import guard
from gfmd_graph.graph.store import Graph
from gfmd_graph.namespaces import PREFIXES
from gfmd_graph.serve.dataset import SYNTAXES, graph_name
from gfmd_graph.serve.updates import refuse_load, with_dataset
from gfmd_graph.serve.wire import Job, Reply, sentence

INCOMING = "urn:x-gfmd-graph:incoming"
"""The graph that holds what is being sent until it is all there."""

LIVE = "live"
"""The folder of the store itself; readers get snapshots beside it."""


class Writer:
    """The writable store below `folder`, filled from `source` when it is new. Raises `Problem`."""

    def __init__(self, folder: Path, source: Path) -> None:
        live = folder / LIVE
        new = not (live / "CURRENT").is_file()
        quads = list(Graph.open(source).quads()) if new and is_built(source) else []
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._store = ox.Store(str(live))
        except OSError as error:
            mend = "stop the other server that writes to it, or choose another with --store"
            raise Problem(f"cannot be written ({error})", str(folder), mend) from error
        self._store.remove_graph(ox.NamedNode(INCOMING))
        if quads:
            self._store.bulk_extend(quads)
            self._store.flush()

    def snapshot(self, job: Job) -> Reply:
        """Put all that is written so far into the new folder `job.text`, by hard links."""
        self._store.backup(job.text)
        return Reply(200)

    def update(self, job: Job) -> Reply:
        """Run the SPARQL update `job.text`. Raises `Problem`."""
        guard.refuse_remote(job.text)
        refuse_load(job.text)
        for name in (*job.default, *job.named):
            graph_name(name)
        text = with_dataset(job.text, job.default, job.named)
        try:
            self._store.update(text, base_iri=job.base or None, prefixes=PREFIXES)
        except SyntaxError as error:
            raise Problem(f"the update is not correct SPARQL ({error})", "", "mend it") from error
        except (ValueError, OSError, RuntimeError) as error:
            raise Problem(f"the update could not be done ({error})", "", "mend it") from error
        return Reply(204)

    def put(self, job: Job) -> Reply:
        """Replace the graph `job.text` by `job.content`. Raises `Problem`."""
        return self._filled(job, replaced=True)

    def post(self, job: Job) -> Reply:
        """Add `job.content` to the graph `job.text`. Raises `Problem`."""
        return self._filled(job, replaced=False)

    def delete(self, job: Job) -> Reply:
        """Remove the graph `job.text`. Raises `Problem`."""
        if not self._holds(job.text):
            return sentence(404, "There is no graph of this name.")
        self._store.update(f"DROP SILENT {_reference(job.text)}")
        return Reply(204)

    def _filled(self, job: Job, replaced: bool) -> Reply:
        held, parts = self._holds(job.text), _parts(job)
        if any(type not in SYNTAXES for type, _ in parts):
            return sentence(415, f"Send the graph as one of {', '.join(SYNTAXES)}.")
        # each call of the store is one transaction: a process that is killed leaves the graph as it was
        if len(parts) == 1 and not (replaced and held):
            self._load(parts[0], graph_name(job.text), job.base)
            if not held:
                self._store.add_graph(graph_name(job.text))
        else:
            self._fill_at_once(parts, job, replaced)
        return Reply(204 if held else 201)

    def _fill_at_once(self, parts: list[tuple[str, bytes]], job: Job, replaced: bool) -> None:
        """Read all into a graph beside, then move it in one step."""
        graph = _reference(job.text)
        steps = [f"DROP SILENT {graph}"] if replaced else []
        steps += [f"CREATE SILENT {graph}"] if job.text else []
        steps.append(f"ADD SILENT GRAPH <{INCOMING}> TO {graph}")
        try:
            for part in parts:
                self._load(part, ox.NamedNode(INCOMING), job.base)
            self._store.update(" ; ".join(steps))
        finally:
            self._store.remove_graph(ox.NamedNode(INCOMING))

    def _load(self, part: tuple[str, bytes], graph: rdf.Iri | rdf.Default, base: str) -> None:
        syntax = SYNTAXES[part[0]]
        try:
            self._store.load(part[1], syntax, base_iri=base or None, to_graph=graph)
        except (SyntaxError, ValueError, OSError) as error:
            raise Problem(f"the data is not correct {syntax.name} ({error})", "", "mend it") from error

    def _holds(self, name: str) -> bool:
        graph = graph_name(name)
        return isinstance(graph, ox.DefaultGraph) or self._store.contains_named_graph(graph)


def _parts(job: Job) -> list[tuple[str, bytes]]:
    """(media type, bytes) of the body, or of each file of a form."""
    main = job.type.partition(";")[0].strip().lower()
    if main != "multipart/form-data":
        return [(main, job.content)]
    head = b"Content-Type: " + job.type.encode("latin-1", "replace") + b"\r\n\r\n"
    message = BytesParser(policy=HTTP).parsebytes(head + job.content)
    parts = [(part.get_content_type(), part.get_payload(decode=True)) for part in message.walk()]
    return [(type, content) for type, content in parts if isinstance(content, bytes)]


def _reference(name: str) -> str:
    return f"GRAPH <{name}>" if name else "DEFAULT"


def is_built(source: Path) -> bool:
    """Is there something to begin with? A server for others to write to may start empty."""
    return source.is_file() or (source / "graph.nq").is_file()

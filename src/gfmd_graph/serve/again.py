"""Answers that were given already: the same question to the same data need not be worked out again."""

from __future__ import annotations

import re
from collections import OrderedDict
from dataclasses import dataclass, field

from gfmd_graph.serve.wire import Job, Reply

MOST = 32 * 2**20
"""Bytes of all kept answers and their questions together."""

PART = 16
"""No answer may take more than this part of them: a few large ones must not drive out the others."""

_NEVER_THE_SAME = re.compile(r"rand|now|uuid|bnode", re.IGNORECASE)
"""Functions whose results differ from time to time; a word that only looks so costs nothing but time."""


@dataclass
class Again:
    """Replies by their jobs, which name the data too: new data never meet an old reply."""

    most: int = MOST
    _kept: OrderedDict[Job, Reply] = field(default_factory=OrderedDict)
    _size: int = 0

    def get(self, job: Job) -> Reply | None:
        """The reply that was given to `job`, if it is kept."""
        if job not in self._kept:
            return None
        self._kept.move_to_end(job)
        return self._kept[job]

    def keep(self, job: Job, reply: Reply, query: str) -> None:
        """Keep `reply` where `query` always gives the same; the one that was not asked for longest goes."""
        size = _size(job, reply)
        if reply.status != 200 or size > self.most // PART or _NEVER_THE_SAME.search(query):
            return
        if job not in self._kept:
            self._kept[job] = reply
            self._size += size
        while self._size > self.most:
            self._size -= _size(*self._kept.popitem(last=False))


def _size(job: Job, reply: Reply) -> int:
    return len(reply.content) + 4 * len(job.text) + 1024

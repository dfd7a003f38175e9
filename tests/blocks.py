"""What a document's blocks say and look like, in the shape of the expected answers."""

from __future__ import annotations

from typing import Any

from gfmd_graph.model import Document


def texts(document: Document) -> list[str]:
    return [document.text[block.span.start : block.span.end] for block in document.blocks]


def rows(document: Document) -> list[dict[str, Any]]:
    """One object a block, as the .json files beside the documents in `fixtures` hold them."""
    return [
        {
            "text": text,
            "label": block.label,
            "level": block.level,
            "heading": block.heading,
            "cell": list(block.cell) if block.cell else None,
        }
        for text, block in zip(texts(document), document.blocks, strict=True)
    ]

"""The plain API in OpenAPI 3.1, made from the headers of the named questions."""

from __future__ import annotations

from collections.abc import Iterable

from gfmd_graph.graph.questions import Parameter, Question
from gfmd_graph.resources import version

_ERROR = {"description": "One sentence that says what is wrong and what to do.",
          "content": {"text/plain": {"schema": {"type": "string"}}}}  # fmt: skip
_CELL = {"type": ["string", "number", "boolean", "null"]}
_LIMITS = {"language": {"pattern": "^[A-Za-z]{2,3}$"}, "year": {"pattern": "^[0-9]{4}$"}}


def description(questions: Iterable[Question], origin: str) -> dict[str, object]:
    """The document for a server at `origin`."""
    paths: dict[str, object] = {"/ask": {"get": _list()}, "/health": {"get": _health()}}
    paths |= {f"/ask/{question.name}": {"get": _operation(question)} for question in questions}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Migration governance in civil-society reports",
            "description": "Named questions to the knowledge graph. Others are asked at /sparql.",
            "version": version(),
        },
        "servers": [{"url": origin}],
        "paths": paths,
    }


def _operation(question: Question) -> dict[str, object]:
    columns = dict.fromkeys(question.columns, _CELL)
    table = {
        "type": "object",
        "required": ["question", "title", "columns", "rows"],
        "properties": {
            "question": {"const": question.name},
            "title": {"type": "string"},
            "columns": {"type": "array", "items": {"type": "string"}},
            "rows": {"type": "array", "items": {"type": "object", "properties": columns}},
        },
    }
    form = {"type": "string", "enum": ["json", "csv", "sparql"], "default": "json"}
    return {
        "operationId": question.name,
        "summary": question.title,
        "description": question.description,
        "parameters": [
            *map(_parameter, question.parameters),
            {"name": "format", "in": "query", "description": "The form of the answer.", "schema": form},
        ],
        "responses": {
            "200": {
                "description": "The answer.",
                "content": {
                    "application/json": {"schema": table},
                    "text/csv": {"schema": {"type": "string"}},
                    "application/sparql-query": {"schema": {"type": "string"}},
                },
            },
            **dict.fromkeys(("400", "406", "422", "503"), _ERROR),
        },
    }


def _parameter(parameter: Parameter) -> dict[str, object]:
    value = {"type": "string", "minLength": 1, "maxLength": 200, **_LIMITS.get(parameter.type, {})}
    default = {"default": [parameter.default]} if parameter.default != "all" else {}
    return {
        "name": parameter.name,
        "in": "query",
        "description": f"{parameter.description}. Given more than once, it means: one of them.",
        "schema": {"type": "array", "items": value, "maxItems": 50, **default},
        "style": "form",
        "explode": True,
    }


def _list() -> dict[str, object]:
    schema = {"type": "array", "items": {"type": "object"}}
    content = {"application/json": {"schema": schema}}
    return {
        "operationId": "questions",
        "summary": "All named questions",
        "responses": {"200": {"description": "Names, titles and parameters.", "content": content}},
    }


def _health() -> dict[str, object]:
    content = {"application/json": {"schema": {"type": "object"}}}
    answer = {"description": "How many workers there are.", "content": content}
    return {
        "operationId": "health",
        "summary": "Is the server well?",
        "responses": {"200": answer, "503": answer},
    }

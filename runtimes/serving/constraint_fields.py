"""Reads what a request demands of the form of its answer."""

import json
from typing import Any

from runtimes.serving.engine import BadConstraint, Constraint, Engine, ModelCard
from runtimes.serving.errors import bad_request, not_supported
from runtimes.serving.request_body import Body

_ANY_OBJECT = {"type": "object"}


def read_constraint(body: Body, engine: Engine, card: ModelCard) -> Constraint | None:
    """``grammar``, ``json_schema`` or ``response_format``.

    Raises:
        ApiError: 400, it is malformed; 501, the engine would not obey.
    """
    constraint = _read(body)
    return check_obeyed(constraint, engine, card) if constraint else None


def check_obeyed(constraint: Constraint, engine: Engine, card: ModelCard) -> Constraint:
    """The constraint, if the engine obeys it.

    Raises:
        ApiError: 400, it is malformed; 501, the engine obeys none.
    """
    if not card.constrains:
        raise not_supported(
            "This server cannot force an answer into a form (json_schema, grammar, "
            "response_format, tool_choice), because llguidance is not installed. Install it, "
            "leave the field out, or load the model as GGUF on llama.cpp."
        )
    try:
        engine.check_constraint(constraint)
    except BadConstraint as error:
        raise bad_request(str(error)) from error
    return constraint


def _read(body: Body) -> Constraint | None:
    schema = body.get("json_schema") or _schema_of(body.mapping("response_format"))
    grammar = body.text("grammar")
    if schema and grammar:
        raise bad_request("An answer cannot obey 'grammar' and a JSON schema at once.")
    if grammar:
        return Constraint(grammar=grammar)
    if not schema:
        return None
    if isinstance(schema, str):
        schema = _parsed(schema)
    if not isinstance(schema, dict | bool):
        raise bad_request("'json_schema' must be a JSON schema.")
    return Constraint(schema=json.dumps(schema))


def _parsed(schema: str) -> Any:
    try:
        return json.loads(schema)
    except (ValueError, RecursionError):
        raise bad_request("'json_schema' is not valid JSON.") from None


def _schema_of(form: dict[str, Any]) -> dict[str, Any] | None:
    match form.get("type"):
        case None | "text":
            return None
        case "json_object":
            return _as_schema(form.get("schema") or _ANY_OBJECT)
        case "json_schema":
            inner = form.get("json_schema")
            nested = inner.get("schema") if isinstance(inner, dict) else None
            return _as_schema(nested or form.get("schema") or _ANY_OBJECT)
        case other:
            raise bad_request(f"'response_format' cannot be of the type {other!r}.")


def _as_schema(schema: Any) -> dict[str, Any]:
    if not isinstance(schema, dict):
        raise bad_request("The schema in 'response_format' must be an object.")
    return schema

"""A page that lists the routes. FastAPI's own loads scripts from the internet."""

from collections.abc import Iterator
from html import escape
from typing import Any

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 48rem; margin: 2rem auto; }}
body {{ padding: 0 1rem; }}
h2 {{ font: 600 1rem/1.4 ui-monospace, monospace; margin: 1.6rem 0 0; overflow-wrap: anywhere; }}
p, ul {{ margin: .2rem 0; }}
</style></head>
<body><h1>{title}</h1><p>{description}</p>
<p>For programs: <a href="/openapi.json">/openapi.json</a></p>
{routes}
</body></html>
"""


def docs_page(openapi: dict[str, Any]) -> str:
    """The routes of an OpenAPI description as one HTML page without scripts."""
    return _PAGE.format(
        title=escape(f"{openapi['info']['title']} {openapi['info']['version']}"),
        description=escape(openapi["info"]["description"]),
        routes="\n".join(_sections(openapi)),
    )


def _sections(openapi: dict[str, Any]) -> Iterator[str]:
    for path, methods in openapi["paths"].items():
        for method, operation in methods.items():
            yield f"<h2>{method.upper()} {escape(path)}</h2>"
            yield f"<p>{escape(operation['summary'])}. {escape(operation['description'])}</p>"
            options = [p for p in operation.get("parameters", []) if p["in"] == "query"]
            options += _fields_of_body(operation, openapi)
            if options:
                yield f"<ul>{''.join(map(_option, options))}</ul>"


def _fields_of_body(operation: dict[str, Any], openapi: dict[str, Any]) -> list[dict[str, str]]:
    """What the JSON in the request's body may hold."""
    if "requestBody" not in operation:
        return []
    reference = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"]
    schema = openapi["components"]["schemas"][reference.rpartition("/")[2]]
    return [
        {"name": name, "description": f"{field['description']} (JSON in the body)"}
        for name, field in schema["properties"].items()
    ]


def _option(parameter: dict[str, Any]) -> str:
    return f"<li><code>{escape(parameter['name'])}</code> {escape(parameter['description'])}</li>"

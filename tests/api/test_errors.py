"""Every failure has the one shape, a fitting status and a sentence; never a traceback."""

import json
from typing import Any

import pytest

from app.api.errors import STATUS_BY_TYPE, ApiError
from app.domain import errors
from tests.api.conftest import Api
from tests.fakes.waiting import wait_until


@pytest.mark.parametrize("kind", [errors.AppError, *errors.AppError.__subclasses__()])
def test_every_error_has_a_status(kind: type[errors.AppError]) -> None:
    assert kind.type in STATUS_BY_TYPE
    assert ApiError.of(kind("It broke.", hint="Mend it.")).status == STATUS_BY_TYPE[kind.type]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("threads=abc", "threads=abc is not a whole number."),
        ("threads=", "threads= is not a whole number."),
        ("threads=1.5", "threads=1.5 is not a whole number."),
        ("threads=-1", "threads=-1 cannot work."),
        ("threads=0", "threads=0 cannot work."),
        ("ctx_size=99999999999", "ctx_size=99999999999 cannot work."),
        ("gpu_layers=NaN", "gpu_layers=NaN is not a whole number."),
        ("parallel=257", "parallel=257 cannot work."),
        ("wait=perhaps", "wait=perhaps is not true or false."),
        (f"threads={'9' * 5000}", f"threads={'9' * 40} is too large."),
    ],
)
def test_option_that_cannot_work_is_named(api: Api, query: str, message: str) -> None:
    error = _error(api.post(f"/runtime/load/phi-2?{query}"), 400)
    assert (error["type"], error["message"]) == ("invalid_option", message)
    assert error["hint"]
    assert api.door.calls == []


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (errors.OptInRequired("phi-2 is a .bin file.", hint="Agree to it first."), 403),
        (errors.InvalidModel("model.gguf is truncated."), 422),
        (errors.NoFreePort("Ports 8080-8100 are taken."), 503),
        (errors.ShuttingDown("ModelTray is shutting down."), 503),
    ],
)
def test_failure_of_a_verb_is_answered_in_words(
    api: Api, error: errors.AppError, status: int
) -> None:
    api.door.failures["load"] = error
    answer = _error(api.post("/runtime/load/phi-2"), status)
    assert answer == {
        "code": status,
        "type": error.type,
        "message": error.message,
        "hint": error.hint,
    }


def test_unexpected_failure_is_logged_and_told_without_a_traceback(
    api: Api, caplog: pytest.LogCaptureFixture
) -> None:
    api.door.failures["rescan"] = ZeroDivisionError("secret detail")
    answer = api.post("/registry/rescan")
    assert _error(answer, 500)["type"] == "internal_error"
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    wait_until(lambda: "secret detail" in caplog.text)
    assert api.get("/health").status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "status", "kind"),
    [
        ("GET", "/nothing/here", 404, "not_found"),
        ("GET", "/health/", 404, "not_found"),
        ("GET", "/runtime/load/phi-2", 405, "method_not_allowed"),
        ("HEAD", "/runtime/load/phi-2", 405, "method_not_allowed"),
        ("GET", "/runtime/unload/phi-2", 405, "method_not_allowed"),
        ("GET", "/runtime/unload-all", 405, "method_not_allowed"),
        ("GET", "/runtime/restart/phi-2", 405, "method_not_allowed"),
        ("GET", "/registry/rescan", 405, "method_not_allowed"),
        ("DELETE", "/health", 405, "method_not_allowed"),
        ("OPTIONS", "/runtime/load/phi-2", 405, "method_not_allowed"),
    ],
)
def test_wrong_route_or_method_changes_nothing(
    api: Api, method: str, path: str, status: int, kind: str
) -> None:
    answer = api.send(method, path)
    assert answer.status_code == status
    assert method == "HEAD" or _error(answer, status)["type"] == kind
    assert "access-control-allow-origin" not in answer.headers
    assert api.door.calls == []


@pytest.mark.parametrize("name", ["nothing", "CON", "publisher/nothing"])
def test_name_of_no_model_is_not_found(api: Api, name: str) -> None:
    for method, path in _ROUTES_OF_A_MODEL:
        assert _error(api.send(method, f"{path}/{name}"), 404)["type"] == "model_not_found"


@pytest.mark.parametrize(
    "name",
    [
        *("", "%20", "..%2F..%2Fetc%2Fpasswd", "%252e%252e", "C:%5Cx", "%5C%5Csrv%5Cs", "a:b"),
        *("%00", "a%1Bb", "x%E2%80%AEy", "x%E2%80%8By", "n" * 5000),
    ],
)
def test_what_cannot_be_a_name_is_refused_in_clean_words(api: Api, name: str) -> None:
    for method, path in _ROUTES_OF_A_MODEL:
        error = _error(api.send(method, f"{path}/{name}"), 400)
        assert error["message"].isprintable()
        assert len(error["message"]) < 200


def test_bytes_that_are_not_utf8_are_answered(api: Api) -> None:
    assert _error(api.post("/runtime/load/%ff%fe"), 404)["type"] == "model_not_found"
    assert _error(api.get("/%ED%A0%80%ff"), 404)["type"] == "not_found"


_ROUTES_OF_A_MODEL = [
    ("POST", "/runtime/load"),
    ("POST", "/runtime/unload"),
    ("POST", "/runtime/restart"),
    ("GET", "/registry/models"),
    ("GET", "/registry/validate"),
]


def _error(answer: Any, status: int) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/json"
    content = json.loads(answer.content)
    assert list(content) == ["error"]
    error: dict[str, Any] = content["error"]
    assert list(error) == ["code", "type", "message", "hint"]
    assert error["code"] == status
    return error

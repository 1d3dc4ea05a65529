"""Compares JSON with the shape that clients rely on. Pure."""

from collections.abc import Iterator
from types import UnionType
from typing import Any, TypeAlias

Shape: TypeAlias = Any
"""A type (or a union of types), an object with a shape for each key that must be there, a list with
the shape of every item, or a value that must be met exactly."""

TEXT_OR_NULL: Shape = str | None
NUMBER = int | float


def differences(value: Any, shape: Shape, at: str = "") -> list[str]:
    """What does not fit, each as a sentence with its place; further keys are welcome."""
    return [*_differences(value, shape, at or "the reply")]


def _differences(value: Any, shape: Shape, at: str) -> Iterator[str]:
    if isinstance(shape, dict):
        yield from _of_object(value, shape, at)
    elif isinstance(shape, list):
        yield from _of_list(value, shape[0], at)
    elif isinstance(shape, type | UnionType):
        is_flag_for_number = isinstance(value, bool) and shape is not bool
        if is_flag_for_number or not isinstance(value, shape):
            yield f"{at} is {value!r}, not {shape}"
    elif value != shape:
        yield f"{at} is {value!r}, not {shape!r}"


def _of_object(value: Any, shape: dict[str, Shape], at: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{at} is {value!r}, not an object"
        return
    for key, inner in shape.items():
        if key in value:
            yield from _differences(value[key], inner, f"{at}.{key}")
        else:
            yield f"{at} has no {key}"


def _of_list(value: Any, shape: Shape, at: str) -> Iterator[str]:
    if not isinstance(value, list) or not value:
        yield f"{at} is {value!r}, not a list with something in it"
        return
    for place, item in enumerate(value):
        yield from _differences(item, shape, f"{at}[{place}]")

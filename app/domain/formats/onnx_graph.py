"""What an ONNX file says about its weights: where they are, and how they are quantized
(onnx/onnx.proto). Nothing of them is read."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from app.domain.errors import InvalidModel
from app.domain.formats.header import Header, damaged, incomplete, shown
from app.domain.formats.protobuf import BYTES, Field, Malformed, Message
from app.domain.formats.shard_index import is_inside
from app.domain.model import Traits

_GRAPH = 7  # of ModelProto
_NODE, _INITIALIZER = 1, 5  # of GraphProto
_OPERATOR, _ATTRIBUTE = 4, 5  # of NodeProto
_NAME, _INTEGER = 1, 3  # of AttributeProto
_DATA_TYPE, _EXTERNAL = 2, 13  # of TensorProto
_KEY, _VALUE = 1, 2  # of StringStringEntryProto

_FLOATS = {1: "fp32", 10: "fp16", 16: "bf16"}  # TensorProto.DataType
_IN_BLOCKS = ("MatMulNBits", "GatherBlockQuantized")
_IN_BYTES = ("MatMulInteger", "DynamicQuantizeMatMul", "QLinearMatMul")


def read_onnx(path: Path) -> Header:
    """Read and check one graph.

    Raises:
        InvalidModel: it is no graph, is incomplete, or takes weights from outside its folder.
        OSError
    """
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        try:
            return _Graph(file, size, path).header()
        except Malformed as error:
            if error.end > size:
                raise incomplete(path, expected=error.end, found=size) from None
            raise damaged(path, str(error)) from None


class _Graph:
    def __init__(self, file: BinaryIO, size: int, path: Path) -> None:
        self._message, self._path = Message(file, size), path
        self._files: dict[str, int] = {}
        self._types: dict[int, int] = {}
        self._quantization = ""

    def header(self) -> Header:
        found = [one for one in self._message.fields() if one.number == _GRAPH]
        if len(found) != 1 or found[0].wire_type != BYTES:
            raise Malformed("it holds no graph")
        for field in self._parts(found[0]):
            if field.number == _NODE and not self._quantization:
                self._note_node(field)
            elif field.number == _INITIALIZER:
                self._note_weights(field)
        most = max(self._types, key=lambda kind: self._types[kind], default=0)
        return Header(
            traits=Traits(quantization=self._quantization or _FLOATS.get(most)),
            spans=tuple(sorted(self._files.items())),
        )

    def _parts(self, field: Field) -> Iterator[Field]:
        return self._message.fields(field.start, field.end)

    def _note_node(self, node: Field) -> None:
        named = (one for one in self._parts(node) if one.number == _OPERATOR)
        operator = next((self._message.text(one, 64) for one in named), "")
        if operator in _IN_BYTES:
            self._quantization = "int8"
        elif operator in _IN_BLOCKS:
            attributes = (one for one in self._parts(node) if one.number == _ATTRIBUTE)
            bits = next((n for name, n in map(self._attribute, attributes) if name == "bits"), 4)
            self._quantization = f"int{bits}"

    def _attribute(self, field: Field) -> tuple[str, int]:
        name, value = "", 0
        for part in self._parts(field):
            if part.number == _NAME:
                name = self._message.text(part, 64)
            elif part.number == _INTEGER:
                value = part.value
        return name, value

    def _note_weights(self, tensor: Field) -> None:
        place: dict[str, str] = {}
        for part in self._parts(tensor):
            if part.number == _DATA_TYPE:
                self._types[part.value] = self._types.get(part.value, 0) + 1
            elif part.number == _EXTERNAL:
                entry = {one.number: self._message.text(one) for one in self._parts(part)}
                place[entry.get(_KEY, "")] = entry.get(_VALUE, "")
        if "location" in place:
            self._note_place(place["location"], place)

    def _note_place(self, location: str, place: dict[str, str]) -> None:
        if not is_inside(location):
            raise InvalidModel(
                f"{self._path.name} takes weights from a file outside its folder: "
                f"{shown(location)!r}.",
                hint="Do not use this copy; get the model from its publisher.",
            )
        end = sum(
            int(text)
            for text in (place.get("offset", ""), place.get("length", ""))
            if text.isdecimal() and len(text) < 19
        )
        self._files[location] = max(self._files.get(location, 0), end)

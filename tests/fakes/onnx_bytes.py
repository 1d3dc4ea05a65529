"""ONNX files written by hand (onnx/onnx.proto), for what only looks at them."""

from collections.abc import Sequence


def onnx_bytes(
    weights: Sequence[tuple[str, int, int]] = (), *, operator: str = "MatMul", bits: int = 0
) -> bytes:
    """A graph of one node, with float32 weights in files beside it.

    Args:
        weights: name of the file, offset and length.
        operator: what the node does; ``bits`` is its attribute of this name, when not 0.
    """
    attribute = _bytes(1, b"bits") + _number(3, bits) + _number(20, 2)
    node = _bytes(1, b"x") + _bytes(4, operator.encode()) + (_bytes(5, attribute) if bits else b"")
    graph = _bytes(1, node) + b"".join(_bytes(5, _tensor(*one)) for one in weights)
    return _number(1, 10) + _bytes(7, graph)


def _tensor(location: str, offset: int, length: int) -> bytes:
    place = {"location": location, "offset": str(offset), "length": str(length)}
    entries = (_bytes(1, k.encode()) + _bytes(2, v.encode()) for k, v in place.items())
    return _number(1, 3) + _number(2, 1) + b"".join(_bytes(13, one) for one in entries)


def _bytes(field: int, content: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(content)) + content


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _varint(value: int) -> bytes:
    encoded = bytearray()
    while value > 0x7F:
        encoded.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*encoded, value])

"""Tells how far a load has come, from the progress bars that transformers would draw."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from transformers import modeling_gguf_pytorch_utils as gguf_loading
from transformers.utils import logging

_STEP = 0.05
OnProgress = Callable[[float], None]


class Bar:
    """Stands in for ``tqdm.tqdm``: iterates, draws nothing, and reports every twentieth."""

    def __init__(self, on_progress: OnProgress, items: Iterable[Any] | None, total: int) -> None:
        self._on_progress, self._items, self._total = on_progress, items, total
        self._done, self._told = 0, 0.0

    def __iter__(self) -> Iterator[Any]:
        for item in self._items or ():
            yield item
            self.update()

    def __enter__(self) -> "Bar":
        return self

    def __exit__(self, *_error: object) -> None:
        """Nothing to close."""

    def update(self, count: int = 1) -> None:
        """Note that so many more items are done."""
        self._done += count
        value = min(1.0, self._done / self._total) if self._total else 0.0
        if value - self._told >= _STEP:
            self._told = value
            self._on_progress(value)

    def __getattr__(self, _name: str) -> Callable[..., None]:
        return lambda *_arguments, **_named: None  # set_description, refresh, close, ...


@contextmanager
def reported_progress(on_progress: OnProgress) -> Iterator[None]:
    """While it lasts, loading a model calls ``on_progress`` with 0 to 1."""

    def bar(items: Any = None, **named: Any) -> Bar:
        total = named.get("total") or (len(items) if hasattr(items, "__len__") else 0)
        return Bar(on_progress, items, total)

    before = logging.set_tqdm_hook(lambda _factory, items, named: bar(*items, **named))
    # Reading GGUF draws its bar without asking the hook.
    drawn, gguf_loading.tqdm = gguf_loading.tqdm, bar
    try:
        yield
    finally:
        logging.set_tqdm_hook(before)
        gguf_loading.tqdm = drawn

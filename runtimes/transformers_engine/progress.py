"""Tells how far a load has come, from the progress bars that transformers would draw."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

from transformers import modeling_gguf_pytorch_utils as gguf_loading
from transformers.utils import logging

_STEP = 0.05
_ENDS = (1.0,)
# Unpacking takes most of the time, putting the weights in their places little.
_GGUF_ENDS = (0.9, 1.0)
OnProgress = Callable[[float], None]


class Bar:
    """Stands in for ``tqdm.tqdm``: iterates, draws nothing, and tells how much of it is done."""

    def __init__(self, tell: OnProgress, items: Iterable[Any] | None, total: int) -> None:
        self._tell, self._items, self._total, self._done = tell, items, total, 0

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
        if self._total:
            self._tell(min(1.0, self._done / self._total))

    def __getattr__(self, _name: str) -> Callable[..., None]:
        return lambda *_arguments, **_named: None  # set_description, refresh, close, ...


class Progress:
    """Puts the bars of one load one behind the other, and never goes back.

    Attributes:
        ends: where each bar ends, 0 to 1, in their order; further ones are not told.
    """

    def __init__(self, on_progress: OnProgress, ends: Sequence[float]) -> None:
        self._on_progress, self._spans = on_progress, iter(pairwise((0.0, *ends)))
        self._told = 0.0

    def bar(self, items: Any = None, **named: Any) -> Bar:
        """The next bar; the arguments are tqdm's."""
        total = named.get("total") or (len(items) if hasattr(items, "__len__") else 0)
        start, end = next(self._spans, (1.0, 1.0))
        return Bar(lambda done: self._tell(start + (end - start) * done), items, total)

    def _tell(self, value: float) -> None:
        if value - self._told >= _STEP:
            self._told = value
            self._on_progress(value)


@contextmanager
def reported_progress(on_progress: OnProgress, *, gguf: bool) -> Iterator[None]:
    """While it lasts, loading a model calls ``on_progress`` with 0 to 1."""
    progress = Progress(on_progress, _GGUF_ENDS if gguf else _ENDS)
    before = logging.set_tqdm_hook(lambda _factory, items, named: progress.bar(*items, **named))
    # Reading GGUF draws its bar without asking the hook.
    drawn, gguf_loading.tqdm = gguf_loading.tqdm, progress.bar
    try:
        yield
    finally:
        logging.set_tqdm_hook(before)
        gguf_loading.tqdm = drawn

"""Bars as an SVG picture: one panel for each thing that was measured. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

_WIDTH, _LABELS, _VALUES = 760, 250, 90
_ROW, _PANEL_HEAD, _HEAD, _FOOT = 22, 40, 56, 34
_STYLE = """
svg { font: 13px system-ui, sans-serif; background: #ffffff }
text { fill: #24292f } .quiet { fill: #6e7781 } .title { font-size: 17px; font-weight: 600 }
.panel { font-weight: 600 } .bar { fill: #afb8c1 } .ours { fill: #2f6fde }
@media (prefers-color-scheme: dark) {
svg { background: #0d1117 } text { fill: #e6edf3 } .quiet { fill: #8b949e }
.bar { fill: #484f58 } .ours { fill: #4f8df5 } }
"""


@dataclass(frozen=True, slots=True)
class Bar:
    """A value beside its name; ours are told apart by colour."""

    name: str
    value: float
    text: str
    is_ours: bool


@dataclass(frozen=True, slots=True)
class Panel:
    """One measurement of all."""

    title: str
    bars: Sequence[Bar]


def chart(title: str, panels: Sequence[Panel], footer: str) -> str:
    """The picture's source."""
    heights = [_PANEL_HEAD + _ROW * len(panel.bars) for panel in panels]
    tops = [_HEAD + sum(heights[:place]) for place in range(len(panels))]
    height = _HEAD + sum(heights) + _FOOT
    parts = [_panel(panel, top) for panel, top in zip(panels, tops, strict=True)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" '
        f'width="{_WIDTH}" height="{height}" role="img" aria-label="{escape(title)}">\n'
        f"<style>{_STYLE}</style>\n"
        f"{_text(20, 32, title, 'title')}\n"
        + "\n".join(parts)
        + f"\n{_text(20, height - 14, footer, 'quiet')}\n</svg>\n"
    )


def _panel(panel: Panel, top: int) -> str:
    most = max((bar.value for bar in panel.bars), default=0) or 1
    lines = [_text(20, top + 24, panel.title, "panel")]
    for place, bar in enumerate(panel.bars):
        y = top + _PANEL_HEAD + _ROW * place
        width = max(1.0, bar.value / most * (_WIDTH - _LABELS - _VALUES))
        kind = "ours" if bar.is_ours else "bar"
        lines += [
            _text(20, y + 12, bar.name, ""),
            f'<rect x="{_LABELS}" y="{y}" width="{width:.1f}" height="16" rx="3" class="{kind}"/>',
            _text(_LABELS + width + 8, y + 12, bar.text, "quiet"),
        ]
    return "\n".join(lines)


def _text(x: float, y: float, text: str, kind: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" class="{kind}">{escape(text)}</text>'

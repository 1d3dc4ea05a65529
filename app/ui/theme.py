"""Colours, spacing and type in one place; light and dark, following the system live."""

from dataclasses import asdict, dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from app.ui.style_sheet import STYLE_SHEET

SPACE = 8
"""Pixels between things that belong together; twice that between groups."""


@dataclass(frozen=True, slots=True)
class Colours:
    """One set of colours, named by what they are for.

    ``line`` parts rows.
    ``border`` is soft, ``edge`` shows where there is something to type into, choose or set.
    Text colours reach a contrast of 4.5 on ``window`` and ``surface``, ``edge`` one of 3.
    """

    window: str
    surface: str
    raised: str
    line: str
    border: str
    edge: str
    text: str
    muted: str
    disabled: str
    accent: str
    accent_hover: str
    on_accent: str
    selection: str
    on_selection: str
    good: str
    busy: str
    bad: str
    bad_surface: str
    busy_surface: str
    info_surface: str


LIGHT = Colours(
    window="#f5f6f9",
    surface="#ffffff",
    raised="#eceef4",
    line="#eceef4",
    border="#d9dde6",
    edge="#848da0",
    text="#1a1d26",
    muted="#596273",
    disabled="#a0a7b5",
    accent="#4a56d2",
    accent_hover="#3c48bd",
    on_accent="#ffffff",
    selection="#e3e6fb",
    on_selection="#1a1d26",
    good="#0f6f40",
    busy="#8f5400",
    bad="#c0272d",
    bad_surface="#fdecec",
    busy_surface="#fff4dd",
    info_surface="#e9f1fd",
)

DARK = Colours(
    window="#16181d",
    surface="#1e2128",
    raised="#2a2e38",
    line="#2a2e38",
    border="#353a46",
    edge="#687083",
    text="#e8eaf0",
    muted="#a0a8b8",
    disabled="#626a7a",
    accent="#97a1ff",
    accent_hover="#aeb6ff",
    on_accent="#14162a",
    selection="#30365a",
    on_selection="#e8eaf0",
    good="#4cc98a",
    busy="#f0b24d",
    bad="#ff7b7f",
    bad_surface="#3a2226",
    busy_surface="#38301f",
    info_surface="#202e44",
)


def contrast_colours(system: QPalette) -> Colours:
    """The colours of a person who needs contrast: the system's own and no others.

    What LIGHT and DARK tell by colour, icons and words tell as well.
    """
    role, disabled = QPalette.ColorRole, QPalette.ColorGroup.Disabled
    window, text = system.color(role.Window).name(), system.color(role.WindowText).name()
    return Colours(
        window=window,
        surface=window,
        raised=window,
        line=system.color(disabled, role.WindowText).name(),
        border=text,
        edge=text,
        text=text,
        muted=text,
        disabled=system.color(disabled, role.WindowText).name(),
        accent=text,
        accent_hover=text,
        on_accent=window,
        selection=system.color(role.Highlight).name(),
        on_selection=system.color(role.HighlightedText).name(),
        good=text,
        busy=text,
        bad=text,
        bad_surface=window,
        busy_surface=window,
        info_surface=window,
    )


def palette(colours: Colours) -> QPalette:
    """The Qt palette of a set of colours."""
    result = QPalette()
    for role, colour in _roles(colours).items():
        result.setColor(role, QColor(colour))
    for role in (
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
        QPalette.ColorRole.WindowText,
    ):
        result.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.disabled))
    return result


def _roles(colours: Colours) -> dict[QPalette.ColorRole, str]:
    role = QPalette.ColorRole
    return {
        role.Window: colours.window,
        role.WindowText: colours.text,
        role.Base: colours.surface,
        role.AlternateBase: colours.raised,
        role.Text: colours.text,
        role.PlaceholderText: colours.muted,
        role.Button: colours.raised,
        role.ButtonText: colours.text,
        role.BrightText: colours.bad,
        role.ToolTipBase: colours.surface,
        role.ToolTipText: colours.text,
        role.Highlight: colours.selection,
        role.HighlightedText: colours.on_selection,
        role.Accent: colours.accent,
        role.Link: colours.accent,
        role.Mid: colours.border,
    }


def style_sheet(colours: Colours, point_size: float) -> str:
    """The style sheet for a set of colours and the size of body text in points."""
    sizes = {"small": f"{point_size * 0.92:.1f}pt", "title": f"{point_size * 1.5:.1f}pt"}
    return STYLE_SHEET.substitute(asdict(colours), **sizes)


def fixed_font() -> QFont:
    """For logs and commands: the system's, or a better one that newer Windows have."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setFamilies(["Cascadia Mono", "Consolas", *font.families(), "DejaVu Sans Mono"])
    font.setStyleHint(QFont.StyleHint.Monospace)
    return font


class Theme(QObject):
    """Dresses the program.

    Signals:
        changed(): the colours are others now; whoever keeps drawn things draws them again.
    """

    changed = Signal()

    def __init__(self, application: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._application = application
        self.colours = LIGHT
        application.setStyle("Fusion")
        hints = application.styleHints()
        hints.colorSchemeChanged.connect(self.follow)
        contrast = hints.accessibility()
        contrast.contrastPreferenceChanged.connect(self.prefer)
        self._contrast = contrast.contrastPreference()
        self.follow(hints.colorScheme())

    def follow(self, scheme: Qt.ColorScheme) -> None:
        """Put on the colours of a scheme; a system that does not say gets light ones."""
        self.wear(self._colours(scheme))

    def wear(self, colours: Colours) -> None:
        """Put on these colours until the system asks for others."""
        self.colours = colours
        self._application.setPalette(palette(self.colours))
        point_size = self._application.font().pointSizeF()
        self._application.setStyleSheet(style_sheet(self.colours, point_size))
        self.changed.emit()

    def prefer(self, contrast: Qt.ContrastPreference) -> None:
        """Give up our colours for the system's where high contrast is asked for."""
        self._contrast = contrast
        self.follow(self._application.styleHints().colorScheme())

    def _colours(self, scheme: Qt.ColorScheme) -> Colours:
        if self._contrast is Qt.ContrastPreference.HighContrast:
            self._application.setPalette(QPalette())  # takes ours off: the system's is below
            return contrast_colours(self._application.palette())
        return DARK if scheme is Qt.ColorScheme.Dark else LIGHT

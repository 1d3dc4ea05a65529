"""Wine's Windows: one folder with a drive C: and a registry."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from devtools.cache import cache_folder, ensure_folder
from devtools.commands import ROOT, call, run
from devtools.windows.debian import command_inside

_SOURCES = Path(__file__).parent / "system32"
_OVERRIDES = r"HKCU\Software\Wine\DllOverrides"
_VISUAL_CPP = ("msvcp140", "msvcp140_1", "msvcp140_2", "vcruntime140", "vcruntime140_1")
_REGISTRY = (
    (_OVERRIDES, "mscms", "native,builtin"),
    # Wine's own loses wake-ups of condition variables: llama.cpp answers in 3 s instead of 0.2 s.
    # The programs bring Microsoft's.
    *((_OVERRIDES, name, "native,builtin") for name in _VISUAL_CPP),
    # The fonts of Windows itself; Wine would draw with one that has serifs.
    (r"HKCU\Software\Wine\Fonts\Replacements", "Segoe UI", "Open Sans"),
    (r"HKCU\Software\Wine\Fonts\Replacements", "Tahoma", "Open Sans"),
    (r"HKCU\Software\Wine\Fonts\Replacements", "Consolas", "DejaVu Sans Mono"),
)


@dataclass(frozen=True, slots=True)
class Wine:
    """A Windows.

    Attributes:
        debian: the Debian whose Wine it is.
        prefix: its folder, in /tmp or in the cache of development; its programs see both, and the
            checkout.
    """

    debian: Path
    prefix: Path

    @property
    def drive_c(self) -> Path:
        return self.prefix / "drive_c"

    def command(
        self, program: object, *arguments: object, environment: Mapping[str, str] | None = None
    ) -> list[str]:
        """The command that runs a Windows program; a path may be written in the Unix way."""
        return self.inside(["wine", program, *arguments], environment)

    def inside(
        self, command: Sequence[object], environment: Mapping[str, str] | None = None
    ) -> list[str]:
        """The command that runs a program of the Debian, in the same surroundings."""
        variables = {
            "HOME": "/root",
            "WINEPREFIX": str(self.prefix),
            "WINEDEBUG": "-all",
            **(environment or {}),
        }
        shared = [Path("/tmp"), ROOT, cache_folder()]
        return command_inside(
            self.debian, command, shared=shared, working_directory=ROOT, environment=variables
        )

    def run(
        self,
        program: object,
        *arguments: object,
        failure: str,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        """Run a Windows program to its end.

        Raises:
            StepFailed: with ``failure`` as its text, when it does not end with 0.
        """
        run(self.command(program, *arguments, environment=environment), failure=failure)

    def end(self) -> None:
        """End every program of this Windows; it is fine when none runs."""
        call(self.inside(["wineserver", "--kill"]))
        call(self.inside(["wineserver", "--wait"]))


def ensure_prefix(wine: Wine) -> None:
    """Make its folder unless it is there.

    Raises:
        StepFailed: it cannot be made.
    """
    ensure_folder(wine.prefix, lambda folder: _make(Wine(wine.debian, folder)))


def _make(wine: Wine) -> None:
    print("Setting up Windows in Wine ...", flush=True)
    # Without a screen wineboot waits for a window that cannot open, unless it is told not to ask.
    no_add_ons = {"WINEDLLOVERRIDES": "mscoree,mshtml="}
    wine.run("wineboot", "--init", failure="Wine does not start.", environment=no_add_ons)
    for source in sorted(_SOURCES.glob("*.c")):
        _compile(wine, source)
    for key, name, value in _REGISTRY:
        wine.run(
            *("reg", "add", key, "/v", name, "/d", value, "/f"),
            failure="Wine's registry cannot be written.",
        )
    run(wine.inside(["wineserver", "--wait"]), failure="Wine does not end.")


def _compile(wine: Wine, source: Path) -> None:
    """Put a DLL among Wine's own; beside a program it would be taken for a part of it."""
    library = wine.drive_c / "windows" / "system32" / f"{source.stem}.dll"
    library.unlink(missing_ok=True)  # a link to Wine's own
    run(
        wine.inside(
            [
                *("x86_64-w64-mingw32-gcc", "-s", "-shared", "-nostdlib", "-Wl,--entry=0"),
                *("-o", library, source),
            ]
        ),
        failure=f"{source.name} could not be compiled.",
    )

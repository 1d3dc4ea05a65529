"""The command line: ``python -m app [--headless] [--minimized] [--data-dir DIR] ...``."""

import argparse
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from PySide6.QtCore import QCoreApplication

from app import __version__
from app.domain.settings import PORTS
from app.infra.single_instance import SingleInstance
from app.logs import start_logging
from app.paths import Paths, find_paths

if TYPE_CHECKING:
    from app.ui.start import TrayIcon


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program until it is told to quit; returns its exit code."""
    arguments = _parse(argv)
    paths = find_paths(arguments.data_dir)
    try:
        paths.create()
        start_logging(paths.logs)
    except OSError as error:
        return _cannot_use(paths, error)
    headless = arguments.headless or not _has_display()
    if headless and not arguments.headless:
        print("There is no display, so ModelTray runs without tray and window.", flush=True)
    application = _create_application(headless)
    instance = SingleInstance(paths.lock_file)
    try:
        is_first = instance.acquire()
    except OSError as error:
        return _cannot_use(paths, error)
    if not is_first:
        return _end_other(instance) if arguments.quit else _give_way(instance)
    if arguments.quit:
        print("ModelTray does not run.")
        return 0
    code = _run(application, paths, arguments, headless=headless, instance=instance)
    instance.release()
    return _end(code)


def _end(code: int) -> NoReturn:
    """End at once: Python would wait for a scan of a slow drive, Qt for a child that is stuck."""
    logging.shutdown()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # a windowed program has none
            stream.flush()
    os._exit(code)


def _cannot_use(paths: Paths, error: OSError) -> int:
    reason = error.strerror or error
    print(f"ModelTray cannot use the folder {paths.data}: {reason}.", file=sys.stderr)
    return 1


def _give_way(instance: SingleInstance) -> int:
    if instance.ask_to_show():
        print("ModelTray runs already.")
        return 0
    print("ModelTray runs already but does not answer. End it in the task manager, then start it.")
    return 1


def _end_other(instance: SingleInstance) -> int:
    if instance.ask_to_quit():
        print("ModelTray has ended.")
        return 0
    print("ModelTray does not end. End it in the task manager.")
    return 1


def _run(
    application: QCoreApplication,
    paths: Paths,
    arguments: argparse.Namespace,
    *,
    headless: bool,
    instance: SingleInstance,
) -> int:
    icon = None if headless else _show_first_icon(paths)
    from app.bootstrap import Program, StartOptions  # half a second; the icon is there by now

    options = StartOptions(
        headless=headless, minimized=arguments.minimized, api_port=arguments.api_port
    )
    program = Program(paths, options, tray_icon=icon)
    instance.show_requested.connect(program.show_window)
    instance.quit_requested.connect(program.quit)
    program.start()
    return application.exec()


def _show_first_icon(paths: Paths) -> "TrayIcon":
    from app.ui.start import show_first_icon

    icon = show_first_icon(paths.resources)
    logging.getLogger("app").info("Tray icon shown")
    return icon


def _parse(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="modeltray", description="Runs the language models on your disk from the system tray."
    )
    parser.add_argument("--headless", action="store_true", help="no tray, no window: API only")
    parser.add_argument("--minimized", action="store_true", help="start in the tray")
    parser.add_argument("--quit", action="store_true", help="end the program that runs already")
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help="where settings and logs lie")
    parser.add_argument("--api-port", type=_port, metavar="N", help="port of the control API")
    parser.add_argument("--version", action="version", version=f"ModelTray {__version__}")
    return parser.parse_args(argv)


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) not in PORTS:
        raise argparse.ArgumentTypeError(f"{text} is no port; give a number from 1024 to 65535.")
    return int(text)


def _has_display() -> bool:
    """Whether windows can be shown. Qt would end the program where they cannot."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _create_application(headless: bool) -> QCoreApplication:
    if headless:
        return QCoreApplication(sys.argv[:1])
    from app.ui.start import create_application  # widgets cost 20 MB that headless saves

    return create_application(sys.argv[:1])

import threading
from concurrent.futures import Future

import pytest
from pytestqt.qtbot import QtBot

from app.domain.errors import ShuttingDown
from app.services.main_thread import MainThread


def test_a_call_from_another_thread_runs_on_the_main_thread(qtbot: QtBot) -> None:
    main_thread = MainThread()
    futures: list[Future[int]] = []
    caller = threading.Thread(
        target=lambda: futures.append(main_thread.submit(threading.get_ident))
    )
    caller.start()
    caller.join()
    qtbot.waitUntil(futures[0].done)
    assert futures[0].result() == threading.get_ident()


def test_an_exception_goes_to_whoever_called(qtbot: QtBot) -> None:
    main_thread = MainThread()
    future = main_thread.submit(lambda: 1 // 0)
    qtbot.waitUntil(future.done)
    with pytest.raises(ZeroDivisionError):
        future.result()


def test_a_cancelled_call_does_not_run(qtbot: QtBot) -> None:
    main_thread = MainThread()
    ran: list[bool] = []
    main_thread.submit(lambda: ran.append(True)).cancel()
    last = main_thread.submit(lambda: None)
    qtbot.waitUntil(last.done)
    assert ran == []


def test_after_close_every_call_is_refused(qtbot: QtBot) -> None:
    main_thread = MainThread()
    before = main_thread.submit(lambda: 1)
    main_thread.close()
    after = main_thread.submit(lambda: 2)
    qtbot.waitUntil(after.done)
    for future in (before, after):
        with pytest.raises(ShuttingDown):
            future.result()

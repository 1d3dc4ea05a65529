"""The chat in the window, by what a person types and reads."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.chat import AnswerEnd, Message, Speaker
from app.domain.launch import LoadOptions
from app.domain.lifecycle import State
from app.ui.announcements import ANNOUNCED
from app.ui.conversation import Conversation
from app.ui.widgets.chat_view import ChatView
from app.ui.widgets.examples import Examples
from app.ui.widgets.message_field import MessageField
from app.ui.widgets.model_list import ModelList
from app.ui.window import MainWindow
from tests.fakes.fake_client import FakeClient
from tests.fakes.fake_control import FakeControl
from tests.ui import samples
from tests.ui.reach import LEFT, button, choose, has_button, open_tab, the, visible_text
from tests.ui.samples import PHI_2, TINYLLAMA

SMALL_SCREEN = 464  # pixels at 150 % of 1366x768, above the taskbar
END = AnswerEnd(tokens=3, tokens_per_second=41.5, first_token=0.32)


@pytest.fixture
def loaded(window: MainWindow, models: ModelList, control: FakeControl) -> MainWindow:
    """The tab of a model that is loaded."""
    control.show_running(samples.ready(PHI_2, 8081))
    choose(models, "phi-2")
    open_tab("Try it", window)
    return window


def say(words: str, window: MainWindow) -> None:
    field = the(MessageField, window)
    QTest.keyClicks(field, words)
    QTest.keyClick(field, Qt.Key.Key_Return)


def said(window: MainWindow) -> str:
    (view,) = window.findChildren(ChatView)
    return view.toPlainText()


def test_a_question_is_answered(loaded: MainWindow, client: FakeClient) -> None:
    say("Why?", loaded)
    (answer,) = client.asked
    answer.write("Be", "cause")
    answer.end(END)

    assert (answer.port, answer.model) == (8081, "phi-2")
    assert answer.messages == (Message(Speaker.PERSON, "Why?"),)
    assert said(loaded).splitlines() == [
        "You",
        "Why?",
        "phi-2",
        "Because",
        "41.5 tokens/s · first token after 0.32 s · 3 tokens",
    ]
    assert the(MessageField, loaded).toPlainText() == ""
    assert the(ChatView, loaded).property(ANNOUNCED) == "Because"


@pytest.mark.parametrize("broken_off", [False, True])
def test_a_model_that_answers_a_person_is_in_use(
    loaded: MainWindow, client: FakeClient, control: FakeControl, broken_off: bool
) -> None:
    say("Why?", loaded)
    assert control.held == ["phi-2"]
    if broken_off:
        QTest.mouseClick(button("Stop answer", loaded), LEFT)
    else:
        client.asked[0].end(END)
    assert control.held == []


def test_whoever_does_not_know_what_to_ask_chooses_an_example(
    loaded: MainWindow, client: FakeClient
) -> None:
    field = the(MessageField, loaded)
    QTest.keyClicks(field, "half a thou")
    QTest.mouseClick(button("Write a short poem about rain on a tin roof.", loaded), LEFT)
    (answer,) = client.asked
    assert answer.messages == (
        Message(Speaker.PERSON, "Write a short poem about rain on a tin roof."),
    )
    assert field.toPlainText() == "half a thou"
    assert field.hasFocus()
    assert not the_examples(loaded).isVisible()

    answer.end(END)
    QTest.mouseClick(button("Clear", loaded), LEFT)
    assert the_examples(loaded).isVisible()


def the_examples(window: MainWindow) -> Examples:
    (found,) = window.findChildren(Examples)
    return found


def test_examples_do_not_make_the_window_higher(
    window: MainWindow, models: ModelList, control: FakeControl, qtbot: QtBot
) -> None:
    choose(models, "phi-2")
    open_tab("Try it", window)
    window.resize(window.width(), SMALL_SCREEN)
    control.show_running(samples.ready(PHI_2))
    qtbot.waitUntil(lambda: the_examples(window).isVisible())
    assert window.height() == SMALL_SCREEN


def test_what_a_model_thinks_is_told_apart_from_its_answer(
    loaded: MainWindow, client: FakeClient
) -> None:
    say("Why?", loaded)
    for piece in ("Hm", "mm"):
        client.asked[0].write(piece, thought=True)
    client.asked[0].write("Because")
    client.asked[0].end(END)
    assert said(loaded).splitlines()[2:5] == ["phi-2", "Thinking: Hmmm", "Because"]


def test_no_examples_for_a_model_that_is_not_loaded(window: MainWindow, models: ModelList) -> None:
    choose(models, "phi-2")
    open_tab("Try it", window)
    assert not the_examples(window).isVisible()


def test_the_next_question_carries_what_was_said(loaded: MainWindow, client: FakeClient) -> None:
    say("Why?", loaded)
    client.asked[0].end(AnswerEnd(problem="The model cannot be reached."))
    say("Why?", loaded)
    client.asked[1].write("I think", thought=True)
    client.asked[1].write("Because")
    client.asked[1].end(END)
    say("Really?", loaded)

    assert client.asked[2].messages == (
        Message(Speaker.PERSON, "Why?"),
        Message(Speaker.MODEL, "Because"),
        Message(Speaker.PERSON, "Really?"),
    )
    assert "The model cannot be reached." in said(loaded)


def test_words_show_while_the_answer_is_written(
    loaded: MainWindow, client: FakeClient, qtbot: QtBot
) -> None:
    say("Why?", loaded)
    client.asked[0].write("It", "\nis")

    qtbot.waitUntil(lambda: said(loaded).endswith("It\nis"))
    qtbot.waitUntil(lambda: "tokens/s" in visible_text(loaded))


@pytest.mark.parametrize("by_key", [False, True])
def test_an_answer_is_stopped_and_what_came_stays(
    loaded: MainWindow, client: FakeClient, by_key: bool
) -> None:
    say("Why?", loaded)
    client.asked[0].write("It is")
    if by_key:
        QTest.keyClick(the(MessageField, loaded), Qt.Key.Key_Escape)
    else:
        QTest.mouseClick(button("Stop answer", loaded), LEFT)

    assert client.asked[0].is_stopped
    assert said(loaded).endswith("It is\nStopped")
    assert has_button("Send", loaded)


def test_shift_and_enter_break_the_line(loaded: MainWindow, client: FakeClient) -> None:
    field = the(MessageField, loaded)
    QTest.keyClicks(field, "one")
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    low = field.height()
    QTest.keyClicks(field, "two")
    say("", loaded)

    assert client.asked[0].messages == (Message(Speaker.PERSON, "one\ntwo"),)
    assert field.height() < low


def test_nothing_is_not_sent(loaded: MainWindow, client: FakeClient) -> None:
    say("  ", loaded)

    assert not client.asked
    assert not button("Send", loaded).isEnabled()


def test_each_model_keeps_its_own_conversation(
    loaded: MainWindow, models: ModelList, control: FakeControl, client: FakeClient
) -> None:
    say("Why?", loaded)
    control.show_running(samples.ready(TINYLLAMA, 8082))
    choose(models, "tinyllama")
    assert said(loaded) == ""
    client.asked[0].write("Because")
    client.asked[0].end(END)
    choose(models, "phi-2")

    assert "Because" in said(loaded)


def test_clear_begins_anew(loaded: MainWindow, client: FakeClient) -> None:
    say("Why?", loaded)
    QTest.mouseClick(button("Clear", loaded), LEFT)
    say("What?", loaded)

    assert client.asked[0].is_stopped
    assert client.asked[1].messages == (Message(Speaker.PERSON, "What?"),)
    assert "Why?" not in said(loaded)


def test_a_conversation_that_goes_away_hangs_up(client: FakeClient, qapp: QApplication) -> None:
    conversation = Conversation("phi-2", client)
    conversation.ask(8081, "Why?")
    conversation.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    assert client.asked[0].is_stopped


def test_a_model_that_is_not_loaded_is_offered_to_load(
    window: MainWindow, models: ModelList, control: FakeControl
) -> None:
    choose(models, "phi-2")
    open_tab("Try it", window)
    assert "Load phi-2 to talk to it." in visible_text(window)
    load = [each for each in window.findChildren(QPushButton) if each.text() == "Load"][-1]
    load.setFocus()
    QTest.mouseClick(load, LEFT)
    assert control.calls == [("load", "phi-2", LoadOptions())]

    control.show_running(samples.running(PHI_2, State.LOADING))
    assert "the model is not ready yet" in visible_text(window)
    control.show_running(samples.ready(PHI_2))

    assert the(MessageField, window).hasFocus()

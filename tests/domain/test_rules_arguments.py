"""Extra arguments: how a line is cut, and that only what is known to be harmless passes."""

import pytest

from app.domain.errors import InvalidOption
from app.domain.rules import check_arguments, line_of_words, words_of_line
from app.domain.rules.arguments import accepts
from runtimes.llama_cpp.flags import BY_NAME


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("", ()),
        ("  --temp 0.5   -fa on ", ("--temp", "0.5", "-fa", "on")),
        ("--x 'two words' --y \"it's\"", ("--x", "two words", "--y", "it's")),
        ("--x C:\\Temp\\new #1", ("--x", "C:\\Temp\\new", "#1")),
        ("--x ''", ("--x", "")),
    ],
)
def test_a_line_is_cut_and_put_together_again(line: str, words: tuple[str, ...]) -> None:
    assert words_of_line(line) == words
    assert words_of_line(line_of_words(words)) == words


def test_an_open_quote_is_told() -> None:
    with pytest.raises(InvalidOption, match="quote that is not closed"):
        words_of_line('--temp "0.5')


@pytest.mark.parametrize(
    "line",
    [
        "",
        "--temp 0.5",
        "--rope-freq-scale -0.5 --seed -1",
        "-ctk q8_0 -ctv q8_0 -fa on --no-warmup",
        "--parallel 4",
    ],
)
def test_what_llama_cpp_lets_a_person_choose_passes(line: str) -> None:
    check_arguments("llama.cpp", words_of_line(line))


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("--host 0.0.0.0", "--host is not an extra argument"),
        ("--port 1", "--port is not"),
        ("-m /etc/passwd", "-m is not"),
        ("--mmproj x", "--mmproj is not"),
        ("--chat-template-file /etc/passwd", "--chat-template-file is not"),
        ("--api-key-file x", "--api-key-file is not"),
        ("--slot-save-path x", "--slot-save-path is not"),
        ("--tools all", "--tools is not"),
        ("--cors-origins *", "--cors-origins is not"),
        ("--temp=0.5", "--temp=0.5 is not"),
        ("--", "-- is not"),
        ("-", "- is not"),
        ("0.5", "“0.5” follows no flag"),
        ("--temp 0.5 x", "“x” follows no flag"),
        ("--temp '0.5\n'", "cannot be an argument"),
        ("--temp \u202e5", "cannot be an argument"),
        ("-v " * 65, "65 extra arguments are too many"),
    ],
)
def test_anything_else_is_refused(line: str, sentence: str) -> None:
    with pytest.raises(InvalidOption) as caught:
        check_arguments("llama.cpp", words_of_line(line))
    assert sentence in caught.value.message
    assert caught.value.hint


def test_an_engine_that_only_a_rule_knows_takes_none() -> None:
    assert accepts("numpy", ())
    assert not accepts("numpy", ("--temp", "1"))


def test_our_runner_knows_every_flag_that_may_be_added() -> None:
    from app.domain.rules.engines import ENGINES

    assert set(ENGINES["llama.cpp"].adjustable) <= set(BY_NAME)

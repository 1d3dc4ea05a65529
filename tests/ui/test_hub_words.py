"""What the Discover page says."""

import pytest

from app.domain.hub.download import DownloadState
from app.domain.memory_picture import Fit
from app.ui import hub_words
from tests.ui.hub_samples import CHOICES, MODEL, download


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "0"), (812, "812"), (1_500, "1.5K"), (35_400, "35K"), (1_234_567, "1.2M"), (25e6, "25M")],
)
def test_counts(count: int, words: str) -> None:
    assert hub_words.count_text(int(count)) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "1 s"), (40.4, "40 s"), (90, "2 min"), (3599, "60 min"), (12_000, "3 h 20 min")],
)
def test_durations(seconds: float, words: str) -> None:
    assert hub_words.duration_text(seconds) == words


def test_a_choice_says_what_it_takes_and_where_it_fits() -> None:
    assert hub_words.choice_text(CHOICES[0]) == "Q4_K_M · 2.5 GB · Fits on the graphics card"
    assert hub_words.choice_text(CHOICES[2]) == "F16 · 8.1 GB · Too large for this computer"
    assert hub_words.fit_text(None) == ""
    assert len({hub_words.fit_text(fit) for fit in Fit}) == len(Fit)


def test_a_repository_in_one_line() -> None:
    assert hub_words.repository_text(MODEL.repository) == (
        "Licence: apache-2.0 · 4.0B · 32K context · 1.2M downloads"
    )


@pytest.mark.parametrize(
    ("state", "values", "words"),
    [
        (DownloadState.QUEUED, {}, "Waits for its turn"),
        (DownloadState.RUNNING, {"done": 0}, "0 B of 2.5 GB"),
        (
            DownloadState.RUNNING,
            {"done": 1_100_000_000, "speed": 12e6, "seconds_left": 117.0},
            "1.1 GB of 2.5 GB · 12 MB/s · about 2 min left",
        ),
        (DownloadState.RUNNING, {"checking": True}, "Checking what was fetched"),
        (
            DownloadState.WAITING,
            {"retry_at": 1030.0, "problem": "There is no network."},
            "Tries again in 30 s: There is no network.",
        ),
        (DownloadState.PAUSED, {"done": 500_000_000}, "Paused at 500 MB of 2.5 GB"),
        (DownloadState.FAILED, {"problem": "The disk is full."}, "Failed: The disk is full."),
        (DownloadState.DONE, {}, "Complete, 2.5 GB"),
    ],
)
def test_a_download_tells_its_whole_story(
    state: DownloadState, values: dict[str, object], words: str
) -> None:
    assert hub_words.download_text(download(state, **values), now=1000.0) == words

import pytest

from app.domain.restart import RestartPolicy


@pytest.mark.parametrize(("deaths", "delay"), [(1, 1.0), (2, 2.0), (3, 4.0), (4, None), (40, None)])
def test_three_restarts_and_then_no_more(deaths: int, delay: float | None) -> None:
    assert RestartPolicy().delay(deaths) == delay


@pytest.mark.parametrize(
    ("earlier", "lived", "count"),
    [(0, 0.1, 1), (1, 59.9, 2), (2, 5.0, 3), (3, 60.0, 1), (2, 86_400.0, 1)],
)
def test_a_minute_alive_clears_the_record(earlier: int, lived: float, count: int) -> None:
    assert RestartPolicy().deaths_after(earlier, lived=lived) == count

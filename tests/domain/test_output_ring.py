from app.domain.output_ring import OutputRing


def test_the_tail_is_the_newest_lines_oldest_first() -> None:
    ring = OutputRing()
    ring.add(["one", "two"])
    ring.add(["three"])
    assert ring.tail(2) == ("two", "three")
    assert ring.tail(99) == ("one", "two", "three")


def test_the_oldest_lines_go_when_the_limit_is_reached() -> None:
    ring = OutputRing(limit=10_000)
    ring.add([f"line {number}" for number in range(1_000)])
    kept = ring.tail(1_000)
    assert kept[-1] == "line 999"
    assert 50 < len(kept) < 200


def test_one_line_above_the_limit_leaves_nothing_behind() -> None:
    ring = OutputRing(limit=100)
    ring.add(["x" * 1_000])
    assert ring.tail(10) == ()

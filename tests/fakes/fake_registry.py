"""A Windows registry for tests on any system."""


class FakeRegistry:
    """Keeps values in memory, by key and name."""

    def __init__(self) -> None:
        self.values: dict[tuple[str, str], str | bytes] = {}

    def value(self, key: str, name: str) -> str | bytes | None:
        return self.values.get((key, name))

    def write(self, key: str, name: str, value: str) -> None:
        self.values[key, name] = value

    def remove(self, key: str, name: str) -> None:
        self.values.pop((key, name), None)

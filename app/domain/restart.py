"""When a model that died after it was ready is started again. Pure arithmetic over given times."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RestartPolicy:
    """Pauses before each restart, and how long a process must live to clear its record.

    Attributes:
        delays: seconds before the first, second, ... restart; after the last one it is given up.
        stable_after: seconds alive after which earlier deaths no longer count.
    """

    delays: Sequence[float] = (1.0, 2.0, 4.0)
    stable_after: float = 60.0

    def deaths_after(self, earlier_deaths: int, *, lived: float) -> int:
        """How many deaths count, now that a process has died that was ready for ``lived`` s."""
        return 1 if lived >= self.stable_after else earlier_deaths + 1

    def delay(self, deaths: int) -> float | None:
        """Seconds to wait after that many deaths; ``None`` means give up."""
        return self.delays[deaths - 1] if deaths <= len(self.delays) else None

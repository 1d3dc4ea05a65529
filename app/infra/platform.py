"""The platform's own way of guarding and ending children, and of starting with the computer, chosen
once."""

import sys

if sys.platform == "win32":
    from app.infra.windows import autostart, job, stop
else:
    from app.infra.posix import autostart, job, stop

__all__ = ["autostart", "job", "stop"]

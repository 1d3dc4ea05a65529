"""The platform's own way of guarding and ending children, of starting with the computer and of
coming to the front, chosen once."""

import sys

if sys.platform == "win32":
    from app.infra.windows import autostart, foreground, job, stop
else:
    from app.infra.posix import autostart, foreground, job, stop

__all__ = ["autostart", "foreground", "job", "stop"]

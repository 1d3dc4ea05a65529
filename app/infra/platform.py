"""The platform's own way of guarding and ending children, chosen once."""

import sys

if sys.platform == "win32":
    from app.infra.windows import job, stop
else:
    from app.infra.posix import job, stop

__all__ = ["job", "stop"]

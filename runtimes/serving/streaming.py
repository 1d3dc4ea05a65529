"""The response that streams the answers of some jobs."""

from collections.abc import Sequence

from fastapi.responses import StreamingResponse

from runtimes.serving.event_stream import stream
from runtimes.serving.job import Job
from runtimes.serving.streams import Format, events_of


def streamed(jobs: Sequence[Job], form: Format) -> StreamingResponse:
    """Streams them in the given form; they are cancelled as soon as the client has gone."""

    def cancel_all() -> None:
        for job in jobs:
            job.cancel()

    return stream(events_of(jobs, form), cancel_all)

"""``/slots`` and ``/metrics``: what the server is doing."""

from typing import Any

from fastapi import APIRouter, Request, Response

from runtimes.serving.errors import ApiError, ErrorType, not_supported
from runtimes.serving.front import Front
from runtimes.serving.generation_settings import generation_settings
from runtimes.serving.job import Job
from runtimes.serving.metrics import metrics_text


def monitor_routes(front: Front) -> APIRouter:
    """The two routes, and the empty list of adapters."""
    router = APIRouter()

    @router.get("/slots")
    async def slots(request: Request) -> list[dict[str, Any]]:
        jobs = front.worker.slots.jobs
        is_full = front.worker.busy() >= len(jobs)
        if request.query_params.get("fail_on_no_slot") == "1" and is_full:
            raise ApiError(ErrorType.UNAVAILABLE, "no slot available")
        return [_slot(front, place, job) for place, job in enumerate(jobs)]

    @router.post("/slots/{place}")
    async def slot_action(place: str) -> None:
        raise not_supported("Slots cannot be saved, restored or erased here: nothing is stored.")

    @router.get("/metrics")
    async def metrics() -> Response:
        worker = front.worker
        text = metrics_text(worker.totals, processing=worker.busy(), deferred=worker.waiting())
        return Response(
            text,
            media_type="text/plain; version=0.0.4",
            headers={"Process-Start-Time-Unix": str(front.created)},
        )

    @router.get("/lora-adapters")
    async def adapters() -> list[Any]:
        return []

    return router


def _slot(front: Front, place: int, job: Job | None) -> dict[str, Any]:
    """One of the places where answers are made."""
    slot = {"id": place, "n_ctx": front.card.context, "speculative": False}
    if job is None:
        return {**slot, "is_processing": front.worker.is_in_task}
    request, done = job.request, job.generated
    return {
        **slot,
        "is_processing": True,
        "n_prompt_tokens": len(request.prompt),
        "n_prompt_tokens_processed": job.read - job.cached,
        "n_prompt_tokens_cache": job.cached,
        "params": generation_settings(request, job.stops, stream=False),
        "next_token": [
            {
                "has_next_token": True,
                "n_decoded": done,
                "n_remain": request.max_tokens - done,
            }
        ],
    }

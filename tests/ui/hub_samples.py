"""Repositories, choices and downloads to show."""

from app.domain.hub.choices import Choice, HubModel
from app.domain.hub.download import Download, DownloadOrder, DownloadState
from app.domain.hub.repository import Gate, HubFile, HubPage, HubRepository, HubResult
from app.domain.hub.suggestions import CatalogEntry, Purpose, Suggestion
from app.domain.memory_picture import Fit

QWEN = "Qwen/Qwen3-4B-GGUF"
LLAMA = "meta-llama/Llama-3.2-1B"
COMMIT = "0123456789abcdef0123456789abcdef01234567"

PAGE = HubPage(
    (
        HubResult(QWEN, ("gguf",), 4_020_000_000, downloads=1_234_567),
        HubResult(LLAMA, ("safetensors",), 1_240_000_000, gate=Gate.MANUAL, downloads=35_400),
    ),
    cursor="next",
)
LAST_PAGE = HubPage((HubResult("someone/tiny", ("onnx", "gguf"), downloads=12),))


def choice(
    label: str, size: int, fits: Fit | None, *, recommended: bool = False, reason: str = ""
) -> Choice:
    files = (HubFile(f"qwen3-4b-{label}.gguf", size),)
    return Choice(label.lower(), label, "gguf", files, fits, recommended, reason)


REASON = "Close to the original's answers for a fraction of its size; it fits on the graphics card."
CHOICES = (
    choice("Q4_K_M", 2_500_000_000, Fit.GPU, recommended=True, reason=REASON),
    choice("Q8_0", 4_280_000_000, Fit.RAM),
    choice("F16", 8_050_000_000, Fit.NO),
)
MODEL = HubModel(
    HubRepository(
        QWEN,
        COMMIT,
        url=f"https://huggingface.co/{QWEN}",
        parameters=4_020_000_000,
        context_length=32768,
        licence="apache-2.0",
        downloads=1_234_567,
    ),
    CHOICES,
)
GATED_MODEL = HubModel(
    HubRepository(LLAMA, COMMIT, licence="llama3.2", gate=Gate.MANUAL), CHOICES[:1]
)


def download(state: DownloadState, **values: object) -> Download:
    """The recommended choice of the first repository, in some state."""
    files = CHOICES[0].files
    order = DownloadOrder(
        "qwen3-1", QWEN, COMMIT, "Q4_K_M", "https://huggingface.co", "/m", "/m/q", files
    )
    return Download(order, state, **values)  # type: ignore[arg-type]


SUGGESTIONS = (
    Suggestion(
        CatalogEntry(
            repository=QWEN,
            name="Qwen3 4B",
            purpose=Purpose.CHAT,
            size_bytes=2_500_000_000,
            licence="Apache 2.0",
            about="Thinks first.",
        ),
        Fit.RAM,
        recommended=True,
    ),
)

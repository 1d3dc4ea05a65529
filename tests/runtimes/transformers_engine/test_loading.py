"""Models that load, and models that are refused in words."""

import json
import pickle
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from runtimes.serving.engine import CannotLoad, GenerationRequest, ModelCard, Sampling, Token
from tests.fakes.tiny_gguf import write_llama
from tests.runtimes.transformers_engine.conftest import engine_for

pytestmark = pytest.mark.engine

"""llama.cpp's own HTTP server, embedded with xllamacpp, under llama-server's own flags."""

from runtimes.llama_cpp.runner import main

__all__ = ["main"]

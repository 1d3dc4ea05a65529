"""Fetches the files of one repository of the Hugging Face Hub.

The order comes as one line of JSON on standard input, with the access token in it; what happens
goes to standard output, one line of JSON at a time. To kill the process is to pause: whatever it
has written is gone on with, and nothing counts as a model before all of it is there and right.

Nothing but the standard library is used. ``huggingface_hub`` 2.4 resumes without asking whether the
file is still the same, compares no hash of what arrived, follows redirects to any host, only warns
when the disk is full, and takes half a second to import.
"""

from runtimes.hub_download.runner import main

__all__ = ["main"]

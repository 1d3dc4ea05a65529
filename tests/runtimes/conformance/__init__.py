"""What every runner must answer, asked of all of them in the same words.

A runner takes part by one line in ``CANDIDATES`` (``candidates.py``): its name after
``python -m runtimes``, how to write a tiny random model that it opens (with the chat template that
is given, one token for each byte, and the special tokens of ``tiny_transformers``), and, where it
can embed and rank, tiny models for those. Where a runner cannot do something at all, leave the
field empty: the tests of it are not run. Where llama.cpp itself answers otherwise than a client
would want, the test says so; nothing here is asked of one runner alone.
"""

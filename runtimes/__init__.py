"""The programs that run in a child process: ``python -m runtimes <name> ...``.

They speak argv, HTTP and JSON lines with the program that starts them, and import nothing of it.
"""

"""A Windows to build the program on and to prove it on: Wine in a Debian of its own.

Everything lies in the cache of development, outside the checkout::

    <cache>/windows-1/debian/    Debian 13 with Wine, NSIS and a C compiler for Windows
    <cache>/windows-1/prefix/    Wine's Windows; drive C: is the folder drive_c in it
    <cache>/windows-1/python-*/  CPython for Windows with the packages of pyproject.toml

Paths are the same inside and outside: Windows sees them on its drive Z:.
"""

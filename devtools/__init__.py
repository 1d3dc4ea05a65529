"""What ``dev.py`` is made of: set-up, sample models, demo. Standard library only."""

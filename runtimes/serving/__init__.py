"""The HTTP front that our Python engines share: llama-server's routes and JSON.

An engine implements ``engine.Engine``; ``runner.serve`` does the rest.
"""

"""Measurements, each beside its budget. They print; they never fail: machines are noisy."""

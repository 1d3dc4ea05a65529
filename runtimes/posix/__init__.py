"""What only Linux and its relatives have."""

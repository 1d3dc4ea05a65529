"""What the Hugging Face Hub offers, and what is being fetched from it."""

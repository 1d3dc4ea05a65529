"""Other people's clients, as they are, against our transformers runner with the sample model."""

"""One door to all models: what a client asks of a model goes to the model's own port."""

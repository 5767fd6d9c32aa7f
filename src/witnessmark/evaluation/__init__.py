"""One module a task: it knows the model, never the thing that it scores."""

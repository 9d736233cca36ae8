"""From weighed pairs to persons."""

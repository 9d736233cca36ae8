"""Pages of findings: what waits for whom, one finding told, its steps and its decision, and what all of it yields."""

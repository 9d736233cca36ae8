"""What was done and looked at, by whom, for whom, why."""

"""What levels weigh, learned from the records alone."""

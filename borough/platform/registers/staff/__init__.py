"""The pages of registers for those who look after them: what waits, what it would change, what is doubtful."""

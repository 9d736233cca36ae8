"""Search: one box, any mix of what a person gives, typing mistakes and nicknames forgiven."""

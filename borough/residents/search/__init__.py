"""Search: one box, any mix of what a person gives, typing mistakes and nicknames forgiven.

A part of the Residents Index, used only by it: `operations.index_people`, `queries.search`.
"""

"""The log without a database: the text of an entry, the tree over all of them, and a walk that proves both."""

"""This is wrong: what people say of a place becomes a task for its owner, with an answer to whoever wants one."""

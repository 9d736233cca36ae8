"""The mechanisms: each does one thing for every service. Others import only a mechanism's `api`."""

"""Who may do what: actions, roles, grants; denied unless a policy allows."""

"""Borough: the open digital platform that a London council runs its services on."""

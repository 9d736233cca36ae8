"""Shields: who is kept out of sight, set and lifted by two people; identities that are never joined."""

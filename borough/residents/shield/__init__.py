"""The shield: people who are not there, but for those named to see them; and identities that are never joined."""

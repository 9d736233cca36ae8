"""Which looks deserve a question: explain first, flag the rest. Pure: no database, no clock."""

"""Forms in GOV.UK's markup, whose every error says what to do."""

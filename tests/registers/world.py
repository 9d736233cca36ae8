"""The real registers, loaded for a test: `loaded("places", "wards")` inside one that has a database."""

from borough.platform.registers import api as registers


def loaded(*names: str) -> None:
    """Load these registers from `opendata/` (all of them, where none is named; four seconds)."""
    for one in registers.load_registers(*names):
        assert one.known or one.outcome.state == "applied", str(one)

"""One human being in the log: also by the identifiers that were merged into theirs, which older looks name."""

from borough.residents import api as residents

MOST = 50  # identifiers; beyond it something else is wrong


def identifiers_of(person: str) -> tuple[str, ...]:
    """This identifier and all that were merged into it, however indirectly."""
    found = [person]
    for identifier in found:
        moved = residents.changes(identifier)
        merged = {move.source for move in moved if move.kind == "merged" and move.target == identifier}
        found += sorted(merged - set(found))
        if len(found) > MOST:
            break
    return tuple(found)

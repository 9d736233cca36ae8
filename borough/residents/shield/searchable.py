"""Who is under a shield is in no search table: neither found, nor counted among those who have a name."""

from collections.abc import Sequence

from borough.residents.search.operations import forget_terms, index_people


def forget(people: Sequence[int]) -> None:
    """Take them out, and words that only they had. Part of the caller's transaction."""
    if people:
        forget_terms(people)


def restore(people: Sequence[int]) -> None:
    """Put them back."""
    index_people(people)

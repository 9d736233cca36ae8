"""A house number says something only together with its street: 3 Sandall Road is not number 3 of some other
street where one lived before, nor flat 3 of another house.

The search tables know that a person has a number and a street, not that they stand in one record. Where both
were typed the records of those found are asked.
"""

from collections.abc import Sequence

from borough.residents.tables import pairs

AT_THE_DOOR = 1.0
FLAT = 0.9  # flat 3 of a house in that street
ELSEWHERE = 0.5


def shares(people: Sequence[int], numbers: Sequence[str], words: Sequence[str]) -> dict[int, float]:
    """How much a house number says of each of these persons: `AT_THE_DOOR` or `FLAT`; of others `ELSEWHERE`.

    numbers: as typed, in lower case. words: of the streets that answer. One query, or none.
    """
    if not (people and numbers and words):
        return {}
    houses = pairs(DOORS, {"people": list(people), "numbers": list(numbers), "words": list(words)})
    return {person: AT_THE_DOOR if house else FLAT for person, house in houses}


DOORS = """
    SELECT person_id, bool_or(lower(house) = ANY(%(numbers)s))
      FROM residents_record
     WHERE person_id = ANY(%(people)s)
       AND (lower(house) = ANY(%(numbers)s) OR lower(flat) = ANY(%(numbers)s))
       AND string_to_array(lower(concat_ws(' ', house, street)), ' ') && %(words)s
     GROUP BY person_id
"""

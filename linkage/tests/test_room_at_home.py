"""Where neighbours are most of those who have to do with each other, twins still find room among them."""

import numpy as np
import pytest
from linkage.comparing import comparisons
from linkage.comparing.fields import Field
from linkage.learning.households import _with_room


@pytest.mark.parametrize(
    ("field", "learned", "kept"),
    [
        (comparisons.born(), 0.0009, 0.01),  # twins
        (comparisons.born(), 0.03, 0.03),
        (comparisons.surname(), 0.05, 0.15),
        (comparisons.place({"uprn", "postcode"}), 0.2, 0.5),
        (comparisons.contact("phone", "phone_end"), 0.02, 0.1),
        (comparisons.sex(), 0.1, 0.1),  # a person's own
    ],
)
def test_no_less_agreement_than_one_home_has(field: Field, learned: float, kept: float) -> None:
    below = len(field.comparison.levels) - 1
    h = _with_room(field, np.array([(1 - learned) / below] * below + [learned]))
    assert h[-1] == pytest.approx(kept)
    assert h.sum() == pytest.approx(1)


def test_where_nobody_says_who_lives_where_a_shared_surname_tells_less() -> None:
    h = _with_room(comparisons.surname(), np.array([0.95, 0.0, 0.0, 0.0, 0.0, 0.05]), placed=False)
    assert h[-1] == pytest.approx(0.4)

"""The habits of one system: what it holds, and how badly."""

from dataclasses import dataclass, replace

# Of the habits below, those that are errors or go out of date, and not what a system holds or how it looks.
ERRORS = (
    "variant", "nickname", "initial", "swapped", "former", "clipped", "typing", "no_name", "birth_slip",
    "birth_placeholder", "nino_slip", "nino_placeholder", "phone_slip", "phone_placeholder", "old_phone",
    "borrowed", "old_email", "street_typing", "postcode_slip", "postcode_placeholder", "wrong_uprn",
)  # fmt: skip


@dataclass(frozen=True)
class Habit:
    """Every figure is a share between 0 and 1."""

    # What it holds at all.
    birth: float = 0.0
    nino: float = 0.0
    nhs: float = 0.0
    phone: float = 0.0
    email: float = 0.0
    uprn: float = 0.0
    postcode: float = 0.97
    title: float = 0.6
    middle: float = 0.3
    # How it writes names.
    variant: float = 0.09  # another spelling of the same name
    nickname: float = 0.08
    initial: float = 0.03  # the forename's initial only
    swapped: float = 0.006  # surname and forename change places
    former: float = 0.25  # still under an earlier surname, of those who changed it
    clipped: float = 0.08  # one half of a double name
    typing: float = 0.028
    accents: float = 0.15  # writes them at all
    no_name: float = 0.001  # "UNKNOWN"
    # How it writes the rest.
    birth_slip: float = 0.012
    birth_placeholder: float = 0.004
    nino_slip: float = 0.012
    nino_placeholder: float = 0.004
    phone_slip: float = 0.008
    phone_placeholder: float = 0.004
    old_phone: float = 0.22
    landline: float = 0.3  # the household's, instead of one's own
    borrowed: float = 0.14  # a partner's or a mother's telephone or e-mail
    old_email: float = 0.1
    street_typing: float = 0.03
    short_street: float = 0.35  # Rd, St, Ave
    postcode_slip: float = 0.008
    postcode_placeholder: float = 0.002
    wrong_uprn: float = 0.006  # the flat next door's

    def erring(self, times: float) -> "Habit":
        """The same system, which errs this many times as often; no error is surer than nine in ten."""
        return replace(self, **{name: min(0.9, times * getattr(self, name)) for name in ERRORS})

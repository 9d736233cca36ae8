"""Numbers and nouns as English has them."""


def counted(number: int, noun: str) -> str:
    """`1 record`, `2,000 records`, `3 entities`."""
    many = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{number:,} {noun if number == 1 else many}"


def are(number: int) -> str:
    return "is" if number == 1 else "are"


def a(noun: str) -> str:
    """With its article: `a phone`, `an email`, `an nhs_number`, `a uprn`."""
    return f"{'an' if noun[:1] in 'aeio' or noun.startswith('nhs') else 'a'} {noun}"

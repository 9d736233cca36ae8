"""A household in the index, as several systems tell it, and ways to look at it."""

from django.test import Client

from borough.platform.privacy.api import purposes
from borough.residents.models import Person
from tests.people import sign_in
from tests.residents.people import given

PEOPLE = """
who    | feed                  | key      | forename | surname  | date_of_birth | sex | flat | house | street         | postcode | phone         | email             | nino      | nhs_number | valid_from | valid_to   | as_of
amina  | council_tax           | 70012345 | amina    | yusuf    |               |     |      | 12    | penrose street | NW1 8EH  |               |                   |           |            | 2020-01-01 |            | 2026-10-31
amina  | crm                   | C-41     | amina    | yusuf    | 1984-05-03    | F   |      | 12    | penrose street | NW1 8EH  | +447100123456 | amina@example.org |           |            |            |            | 2026-10-01
amina  | housing               | T0100/1  | aminah   | yusuf    | 1984-03-05    | F   | 2    | 7     | malden road    | NW5 3HS  |               |                   |           |            | 2012-01-01 | 2019-12-31 | 2026-10-01
amina  | benefits              | B-9      | amina    | warsame  | 1984-05-03    |     |      | 12    | penrose street | NW1 8EH  |               |                   | JK123456C |            |            |            | 2026-10-01
amina  | childrens_social_care | CSC-77   | amina    | yusuf    | 1984-05-03    | F   |      | 9     | secret row     | NW3 1AA  | +447100999999 |                   |           | 9990001112 |            |            | 2026-10-01
hodan  | council_tax           | 70012346 | hodan    | yusuf    |               |     |      | 12    | penrose street | NW1 8EH  |               |                   |           |            | 2020-01-01 |            | 2026-10-31
hodan  | schools               | S-1      | hodan    | yusuf    | 2014-02-01    | F   |      | 12    | penrose street | NW1 8EH  |               |                   |           |            |            |            | 2026-10-01
hidden | childrens_social_care | CSC-78   | samira   | hassan   | 2011-06-07    | F   |      | 9     | secret row     | NW3 1AA  |               |                   |           |            |            |            | 2026-10-01
"""  # noqa: E501


def household() -> dict[str, Person]:
    return given(PEOPLE)


def officer(purpose: str = "serve-a-caller", role: str = "", reason: str = "CRM 4410275") -> Client:
    """Somebody signed in who has stated this purpose (empty: none). `role`: else the first that may state it."""
    client = Client()
    may = sorted(purposes()[purpose].roles) if purpose else ["officer"]
    sign_in(client, role or may[0], purpose=purpose, reason=reason)
    return client


def searches(client: Client, text: str):
    """Types this into the box and follows to the results."""
    return client.post("/staff/people/", {"text": text}, follow=True)

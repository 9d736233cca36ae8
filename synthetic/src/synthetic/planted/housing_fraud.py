"""Planted in homes: subletting, abandonment, two homes, succession, right to buy; and their innocent
doubles.
"""

from synthetic.dates import END
from synthetic.planted.cast import PRIVATE_HOME, SOCIAL_HOME, Cast
from synthetic.planted.stories import plants


@plants("F1")
def sublet(c: Cast) -> None:
    """A council tenant has paid tax and voted at another home for over a year, and strangers are active in
    the flat.
    """
    tenant, strangers = c.adult(32, 58), c.adult(25, 40)
    flat, other = c.home(SOCIAL_HOME), c.home(PRIVATE_HOME)
    c.live(flat, 3000, tenant)
    c.live(other, 420, tenant)
    c.live(flat, 400, strangers)
    c.row("housing", tenant, flat, 3000)
    c.row("council_tax", tenant, other, 410)
    c.known(tenant, other, 380, "electoral_register", "libraries")
    c.known(strangers, flat, 300, "libraries", "crm", "parking")


@plants("F1", control=True)
def in_hospital(c: Cast) -> None:
    """The tenant has been in hospital for nine months; a lodger is in the flat and nothing is held
    elsewhere.
    """
    tenant, lodger = c.adult(60, 84), c.adult(25, 50)
    flat = c.home(SOCIAL_HOME)
    c.live(flat, 3000, tenant)
    c.live(flat, 500, lodger)
    c.row("housing", tenant, flat, 3000)
    c.row("council_tax", tenant, flat, 2990)
    c.row("adult_social_care", tenant, flat, 275, service="Residential care", cost=88_000)
    c.known(tenant, flat, 900, "electoral_register")
    c.known(lodger, flat, 200, "libraries", "crm")


@plants("F1")
def moved_and_let(c: Cast) -> None:
    """The tenant claims benefit at another home; another couple holds a permit and library cards at the
    tenancy.
    """
    tenant = c.adult(30, 55)
    wife, husband = c.couple(26, 40)
    flat, other = c.home(SOCIAL_HOME), c.home(PRIVATE_HOME)
    c.live(flat, 2500, tenant)
    c.live(other, 300, tenant)
    c.live(flat, 280, wife, husband)
    c.row("housing", tenant, flat, 2500)
    c.row("benefits", tenant, other, 290)
    c.known(tenant, other, 270, "electoral_register")
    c.known(husband, flat, 220, "parking", "libraries")
    c.known(wife, flat, 210, "libraries", "leisure")


@plants("F1", control=True)
def fled_violence(c: Cast) -> None:
    """The tenant fled violence with notice to the council and votes elsewhere; the joint tenant remains."""
    wife, husband = c.couple(28, 50)
    flat, other = c.home(SOCIAL_HOME), c.home(PRIVATE_HOME)
    c.live(flat, 2500, wife, husband)
    c.live(other, 300, wife)
    c.row("housing", wife, flat, 2500, reference=0)
    c.row("housing", husband, flat, 2500, reference=0, number=2, role="JOINT")
    c.row(
        "crm",
        wife,
        flat,
        305,
        subject="Housing - fleeing violence",
        note="Moved to safety. Housing team informed.",
    )
    c.known(wife, other, 260, "electoral_register", "libraries")
    c.known(husband, flat, 200, "electoral_register", "crm")


@plants("F2")
def abandoned(c: Cast) -> None:
    """Nobody has been active at the tenancy for nine months; arrears grow and the tenant left the borough."""
    tenant, flat = c.adult(28, 60), c.home(SOCIAL_HOME)
    c.live(flat, 2600, tenant)
    c.leave(280, tenant)
    c.row("housing", tenant, flat, 2600, arrears=318_000)
    c.row("council_tax", tenant, flat, 2600, balance=142_000)
    c.row("libraries", tenant, flat, 1500, used=END - 700)


@plants("F2", control=True)
def long_stay_abroad(c: Cast) -> None:
    """The tenant told the council of six months abroad with a dying parent; rent is paid."""
    tenant, flat = c.adult(28, 60), c.home(SOCIAL_HOME)
    c.live(flat, 2600, tenant)
    c.row("housing", tenant, flat, 2600, arrears=0)
    c.row("council_tax", tenant, flat, 2600)
    note = "Abroad with ill parent until December, rent by standing order."
    c.row("crm", tenant, flat, 200, subject="Housing - absence", note=note)


@plants("F3")
def two_tenancies(c: Cast) -> None:
    """One person has held two live council tenancies for a year, under two spellings."""
    tenant = c.adult(30, 60)
    one, two = c.home(SOCIAL_HOME), c.home(SOCIAL_HOME)
    c.live(one, 3000, tenant)
    c.row("housing", tenant, one, 3000)
    c.row("housing", tenant, two, 380)
    c.known(tenant, one, 500, "electoral_register", "crm")


@plants("F3", control=True)
def transfer_overlap(c: Cast) -> None:
    """Two tenancies overlap by four weeks on a transfer, the older then ended."""
    tenant = c.adult(30, 60)
    one, two = c.home(SOCIAL_HOME), c.home(SOCIAL_HOME)
    c.live(one, 3000, tenant)
    c.live(two, 120, tenant)
    c.row("housing", tenant, one, 3000, ended=END - 92)
    c.row("housing", tenant, two, 120)
    c.known(tenant, two, 80, "electoral_register", "crm")


@plants("F4")
def succession_by_absent_heir(c: Cast) -> None:
    """The tenant died; the heir who claims succession paid tax and voted elsewhere in the twelve months
    before.
    """
    tenant = c.adult(70, 90, sex=0)
    heir = c.child(tenant, None, 38, 48)
    flat, other = c.home(SOCIAL_HOME), c.home(PRIVATE_HOME)
    c.live(flat, 4000, tenant)
    c.live(other, 2000, heir)
    c.dies(tenant, 100)
    c.row("housing", tenant, flat, 4000)
    c.row("adult_social_care", tenant, flat, 800, died=END - 100, ended=END - 100, paid=END - 100)
    c.row("council_tax", heir, other, 2000)
    c.known(heir, other, 900, "electoral_register", "libraries")
    c.row("crm", heir, flat, 80, subject="Housing - succession", note="Says lived with mother for two years.")


@plants("F4", control=True)
def succession_by_carer(c: Cast) -> None:
    """The heir cared for the tenant at home for years; only old parking post is held elsewhere."""
    tenant = c.adult(70, 90, sex=0)
    heir = c.child(tenant, None, 38, 48)
    flat, other = c.home(SOCIAL_HOME), c.home(PRIVATE_HOME)
    c.live(flat, 4000, tenant)
    c.live(flat, 1500, heir)
    c.dies(tenant, 100)
    c.row("housing", tenant, flat, 4000)
    c.row("adult_social_care", tenant, flat, 800, p2=heir, died=END - 100, ended=END - 100, paid=END - 100)
    c.known(heir, flat, 1200, "electoral_register", "libraries", "crm")
    c.row("parking", heir, other, 1700)
    c.row("crm", heir, flat, 80, subject="Housing - succession", note="Cared for mother at home.")


@plants("F11")
def right_to_buy_from_away(c: Cast) -> None:
    """A right to buy applicant has not lived in the flat for a year: tax and vote elsewhere, the flat is
    silent.
    """
    tenant = c.adult(40, 62)
    flat, other = c.home(SOCIAL_HOME), c.home(PRIVATE_HOME)
    c.live(flat, 4000, tenant)
    c.live(other, 500, tenant)
    c.row("housing", tenant, flat, 4000, rtb=END - 60)
    c.row("council_tax", tenant, other, 495)
    c.known(tenant, other, 450, "electoral_register", "parking")


@plants("F11", control=True)
def night_nurse(c: Cast) -> None:
    """A right to buy applicant rents a room near her work, and lives, votes and borrows books from the
    flat.
    """
    tenant = c.adult(40, 62, sex=0)
    flat, other = c.home(SOCIAL_HOME), c.home(PRIVATE_HOME)
    c.live(flat, 4000, tenant)
    c.row("housing", tenant, flat, 4000, rtb=END - 60)
    c.row("council_tax", tenant, flat, 4000)
    c.row("council_tax", tenant, other, 300)
    c.known(tenant, flat, 200, "electoral_register", "libraries", "leisure", "crm")

"""The profile on one page of a terminal."""

from typing import Any

from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from synthetic.profile.figures import DETAILS


def percent(share: float) -> str:
    """A share as a whole per cent; a dash for none, so that the eye finds what is there."""
    return "-" if share == 0 else "<1" if share < 0.005 else f"{share * 100:.0f}"


def page(profile: dict[str, Any]) -> Group:
    """The page: a heading, a row a system, what was planted."""
    head = (
        f"{profile['people']:,} people over ten years "
        f"({profile['living here at the end']:,} here at the end), "
        f"{profile['homes']:,} homes, seed {profile['seed']}\n"
        f"{profile['records']:,} records of a person in {profile['rows']:,} rows: "
        f"{profile['records a person']} a person"
    )
    defects = sum(profile["defects"].values())
    planted = profile["planted"]
    foot = (
        f"Planted: {planted['cases']:,} cases, {planted['controls']:,} innocent doubles, "
        f"{defects:,} defects in files ({defects / profile['rows']:.2%} of rows, over four deliveries)"
    )
    return Group(Text(head), systems_table(profile), Text(foot))


def systems_table(profile: dict[str, Any]) -> Table:
    """Records, missing values, errors and sharing by system; per cent of mentions."""
    table = Table(caption="per cent of the people mentioned", pad_edge=False)
    table.add_column("system", no_wrap=True)
    for name in ("rows", "people"):
        table.add_column(name, justify="right")
    for name in (
        *(f"no {d}" for d in DETAILS),
        "name not as now",
        "birth wrong",
        "moved since",
        "phone",
        "e-mail",
    ):
        table.add_column(name, justify="right")
    for name, s in profile["systems"].items():
        missing = [percent(s["missing"][d]) for d in DETAILS]
        wrong = [percent(s[k]) for k in ("name differs", "birth date wrong", "home out of date")]
        shared = [percent(s["shared"][k]) for k in ("phone", "email")]
        table.add_row(name.replace("_", " "), f"{s['rows']:,}", f"{s['people']:,}", *missing, *wrong, *shared)
    missing = [percent(profile["missing"][d]) for d in DETAILS]
    table.add_row("all", f"{profile['rows']:,}", f"{profile['people']:,}", *missing, style="bold")
    table.columns[-2].header, table.columns[-1].header = "phone shared", "e-mail shared"
    return table


def show(profile: dict[str, Any], console: Console) -> None:
    """Print the page."""
    console.print(page(profile))

"""The two looks: Camden's own design system, and GOV.UK Frontend without crown and typeface.

Both style the same GOV.UK markup, so a page never knows which one it wears. `THEME` chooses.
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Theme:
    """Paths are static files, in the order in which they are loaded."""

    name: str
    stylesheets: tuple[str, ...]
    icon: str
    touch_icon: str = ""
    logo: str = ""
    """Template of the council's mark; empty: its name in words."""
    colour: str = "#0b0c0c"


VENDOR = "ui/vendor"
THEMES = {
    theme.name: theme
    for theme in (
        Theme(
            name="camden",
            stylesheets=(
                f"{VENDOR}/inter/wght.css",
                f"{VENDOR}/lbcamden-frontend/lbcamden-frontend.min.css",
                "ui/borough.css",
                "ui/camden.css",
            ),
            icon=f"{VENDOR}/lbcamden-frontend/images/favicon.ico",
            touch_icon=f"{VENDOR}/lbcamden-frontend/images/apple-icon-180x180.png",
            logo="ui/logo/camden.svg",
        ),
        Theme(
            name="neutral",
            stylesheets=(
                f"{VENDOR}/govuk-frontend/govuk-frontend.min.css",
                "ui/borough.css",
                "ui/neutral.css",
            ),
            icon="ui/neutral.svg",
            colour="#1d3557",
        ),
    )
}

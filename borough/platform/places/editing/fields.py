"""The fields of a place that editors write, and how each is asked for."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

REGISTER = "places"
NOT_KNOWN = "unknown"
"""What a choice says in the form for a field that says nothing: an empty answer cannot be chosen."""
YES_NO = (("yes", "Yes"), ("no", "No"), (NOT_KNOWN, "Not known"))


@dataclass(frozen=True)
class Asked:
    """One field: its question, a hint, its choices (none: free text) and the longest text."""

    name: str
    label: str
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    longest: int = 300


WHAT = (
    Asked("name", "Name"),
    Asked("address", "Address"),
    Asked("postcode", "Postcode"),
    Asked("lat", "Latitude", "In degrees, as 51.541200"),
    Asked("lon", "Longitude", "In degrees, as -0.142300"),
    Asked("entrance", "Where the entrance is", "As “Step-free from Ingestre Road, round the corner”"),
    Asked("phone", "Telephone"),
    Asked("website", "Web page", longest=500),
)
HOURS_HINT = SafeString(
    "For example:<br>Mo-Fr 09:00-17:00; Sa 10:00-13:00; PH off<br>Mon-Fri 9am-5pm<br>"
    "Mo-Fr 09:00-17:00 &quot;last admission 16:30&quot;"
)
HOURS = (Asked("opening_hours", "Opening hours", HOURS_HINT, longest=500),)
FACTS = (
    Asked("step_free", "Step-free entrance", choices=YES_NO),
    Asked("ramp", "Ramp", choices=YES_NO),
    Asked("lift", "Lift", choices=YES_NO),
    Asked("door_width", "Width of the narrowest door", "In centimetres", longest=20),
    Asked("accessible_toilet", "Accessible toilet", choices=YES_NO),
    Asked("changing_places", "Changing Places toilet", choices=YES_NO),
    Asked("hearing_loop", "Hearing loop", choices=YES_NO),
    Asked("quiet_hour", "Quiet hour", "When, as “Tuesday 9am to 10am”", longest=100),
    Asked("blue_badge_bay", "Nearest Blue Badge bay", "In metres from the entrance", longest=20),
    Asked("baby_change", "Baby change", choices=YES_NO),
    Asked("gender_neutral_toilet", "Gender-neutral toilet", choices=YES_NO),
    Asked(
        "dogs",
        "Dogs",
        choices=(("yes", "Welcome"), ("assistance", "Assistance dogs only"), (NOT_KNOWN, "Not known")),
    ),
)
ASKED = (*WHAT, *HOURS, *FACTS)
BY_NAME = {asked.name: asked for asked in ASKED}

# Kept by operations of their own, never typed into the form.
KEPT = {"hours_exceptions": "Dates with other hours", "status": "Status", "status_until": "Status until",
        "status_note": "About the status", "assured_on": "Assured on"}  # fmt: skip


def label_of(name: str) -> str:
    """A field as people read it."""
    return BY_NAME[name].label if name in BY_NAME else KEPT.get(name, name.replace("_", " ").capitalize())


def written(name: str, value: str) -> str:
    """A value as people read it."""
    if not value:
        return "Nothing"
    return dict(BY_NAME[name].choices).get(value, value) if name in BY_NAME else value

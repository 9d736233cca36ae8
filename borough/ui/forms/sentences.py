"""The words of errors. Each says what to do, for every kind of field that Django has. Pure words."""

from django import forms

ENTER = "Enter {name}"
SELECT = "Select {name}"

# The most particular class first. {name} is within a sentence, {Name} begins one; %(...)s is Django's own.
SENTENCES: list[tuple[type[forms.Field], dict[str, str]]] = [
    (
        forms.Field,
        {"required": ENTER, "null_characters_not_allowed": "{Name} must be ordinary text: type it again"},
    ),
    (
        forms.CharField,
        {
            "max_length": "{Name} must be %(limit_value)d characters or fewer",
            "min_length": "{Name} must be %(limit_value)d characters or more",
            "invalid": "Enter {name} in the right format",
        },
    ),
    (forms.EmailField, {"invalid": "Enter an email address in the right format, like name@example.com"}),
    (forms.URLField, {"invalid": "Enter a web address in the right format, like https://www.example.com"}),
    (forms.SlugField, {"invalid": "{Name} must be letters, numbers, hyphens and underscores only"}),
    (forms.GenericIPAddressField, {"invalid": "Enter an internet address like 192.0.2.1"}),
    (forms.UUIDField, {"invalid": "Enter {name} as 32 letters and numbers, with or without hyphens"}),
    (forms.JSONField, {"invalid": "Enter {name} as JSON, like {{\"colour\": \"red\"}}"}),
    (
        forms.IntegerField,
        {
            "invalid": "{Name} must be a whole number, like 12",
            "max_value": "{Name} must be %(limit_value)s or less",
            "min_value": "{Name} must be %(limit_value)s or more",
            "step_size": "{Name} must be a multiple of %(limit_value)s",
        },
    ),
    (forms.FloatField, {"invalid": "{Name} must be a number, like 12.5"}),
    (
        forms.DecimalField,
        {
            "invalid": "{Name} must be a number, like 12.50",
            "max_digits": "{Name} must have %(max)s digits or fewer",
            "max_decimal_places": "{Name} must have %(max)s decimal places or fewer",
            "max_whole_digits": "{Name} must have %(max)s digits or fewer before the decimal point",
        },
    ),
    (forms.DateField, {"invalid": "Enter {name} as a date, like 27/3/2007"}),
    (forms.TimeField, {"invalid": "Enter {name} as a time, like 14:30"}),
    (forms.DateTimeField, {"invalid": "Enter {name} as a date and time, like 27/3/2007 14:30"}),
    (forms.DurationField, {"invalid": "Enter {name} as days, hours and minutes, like 2 03:30:00",
                           "overflow": "{Name} must be shorter"}),
    (forms.BooleanField, {"required": "Tick the box to confirm: {name}"}),
    (
        forms.ChoiceField,
        {"required": SELECT, "invalid_choice": "Select {name} from the list"},
    ),
    (forms.MultipleChoiceField, {"invalid_list": "Select {name} from the list"}),
    (
        forms.FileField,
        {
            "required": SELECT,
            "invalid": SELECT,
            "missing": SELECT,
            "empty": "The selected file is empty: select one that is not",
            "max_length": "The name of the selected file must be %(max)d characters or fewer",
            "contradiction": "Either select a file or tick the box to remove it, not both",
            "invalid_extension": "The selected file must be one of these: %(allowed_extensions)s",
        },
    ),
    (
        forms.ModelMultipleChoiceField,
        {"invalid_pk_value": "Select {name} from the list", "invalid_choice": "Select {name} from the list"},
    ),
]  # fmt: skip


def sentences(field: forms.Field, name: str) -> dict[str, str]:
    """Error messages by code for this field, called `name` within a sentence ("your date of birth")."""
    subject = name.removeprefix("your ").removeprefix("the ")
    words = {"name": _literal(name), "Name": _literal(subject[:1].upper() + subject[1:])}
    found: dict[str, str] = {}
    for kind, messages in SENTENCES:
        if isinstance(field, kind):
            found |= messages
    return {code: sentence.format(**words) for code, sentence in found.items()}


def within_sentence(label: str) -> str:
    """A label inside a sentence: `Postcode` is postcode, `NHS number` stays, a question is an answer."""
    label = label.strip()
    if not label or label.endswith("?"):
        return "your answer"
    first = label.split()[0]
    return label if first[1:] != first[1:].lower() else label[:1].lower() + label[1:]


def _literal(text: str) -> str:
    """A percent sign in a label must not become one of Django's placeholders."""
    return text.replace("%", "%%")

"""The form renderer: GOV.UK's markup, and errors that say what to do."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.validators import FileExtensionValidator
from django.template import Context, Template

from borough.ui import api as ui
from borough.ui.forms.layout import summary


class Contact(ui.Form):
    name = forms.CharField(label="Full name", max_length=20, help_text="As on your council tax bill.")
    born = ui.DateField(label="When were you born?", must_be="in the past", birthday=True)
    how = forms.ChoiceField(
        label="How should we contact you?",
        widget=forms.RadioSelect,
        choices=[("email", "Email"), ("post", "Post")],
    )
    email = forms.EmailField(label="Email address")
    note = forms.CharField(label="Note", widget=forms.Textarea, max_length=200, required=False)
    names = {"born": "your date of birth", "how": "how we should contact you"}
    reveals = {"how": {"email": ["email"]}}


def page(form) -> BeautifulSoup:
    html = Template("{% load ui %}{{ form|error_summary_of }}{{ form }}").render(Context({"form": form}))
    return BeautifulSoup(html, "html.parser")


ANSWERS = {"name": "Amina Yusuf", "born-day": "1", "born-month": "5", "born-year": "1984", "how": "post"}


def test_answers_come_out_as_values():
    form = Contact(ANSWERS)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["born"] == date(1984, 5, 1)


def test_every_error_says_what_to_do_and_links_to_where():
    shown = page(Contact({**ANSWERS, "name": "", "born-year": "", "how": "email"}))
    links = {a.text: a["href"] for a in shown.select(".govuk-error-summary__list a")}
    assert links == {
        "Enter full name": "#id_name",
        "Date of birth must include a year": "#id_born-year",
        "Enter email address": "#id_email",
    }
    for target in links.values():
        assert shown.select_one(f'[id="{target[1:]}"]'), target


def test_only_the_wrong_part_of_a_date_is_marked():
    shown = page(Contact({**ANSWERS, "born-year": ""}))
    assert [i["id"] for i in shown.select(".govuk-date-input .govuk-input--error")] == ["id_born-year"]
    assert shown.select_one("#id_born-day")["value"] == "1"


@pytest.mark.parametrize(
    ("rule", "day", "message"),
    [
        ({"must_be": "in the past"}, date.max, "Day must be in the past"),
        ({"must_be": "in the future"}, date(2001, 1, 1), "Day must be in the future"),
        (
            {"earliest": date(2020, 2, 1)},
            date(2020, 1, 1),
            "Day must be the same as or after 1 February 2020",
        ),
        (
            {"latest": date(2020, 2, 1)},
            date(2020, 3, 1),
            "Day must be the same as or before 1 February 2020",
        ),
    ],
)
def test_a_date_keeps_its_bounds(rule, day, message):
    form_class = type("Dated", (ui.Form,), {"day": ui.DateField(label="Day", **rule)})
    form = form_class({"day-day": str(day.day), "day-month": str(day.month), "day-year": str(day.year)})
    assert form.errors["day"] == [message]


def test_a_revealed_question_is_asked_only_with_its_answer():
    assert not Contact({**ANSWERS, "how": "email"}).is_valid()
    by_post = Contact({**ANSWERS, "how": "post", "email": "not an address"})
    assert by_post.is_valid()
    assert by_post.cleaned_data["email"] == ""


def test_a_revealed_question_stands_under_its_answer():
    shown = page(Contact())
    conditional = shown.select_one(".govuk-radios__conditional")
    assert conditional.select_one("#id_email")
    assert len(shown.select("#id_email")) == 1
    assert shown.select_one('input[value="email"]')["data-aria-controls"] == conditional["id"]


def test_hints_and_limits_are_tied_to_their_control():
    shown = page(Contact())
    assert shown.select_one("#id_name")["aria-describedby"] == "id_name-hint"
    assert shown.select_one("#id_name-hint").text == "As on your council tax bill."
    assert shown.select_one(".govuk-character-count")["data-maxlength"] == "200"
    assert shown.select_one('label[for="id_note"]').text == "Note (optional)"
    assert shown.select_one("#id_born-day")["autocomplete"] == "bday-day"


@pytest.mark.parametrize(
    ("field", "control"),
    [
        (forms.CharField(), 'input.govuk-input[type="text"]'),
        (forms.EmailField(), 'input.govuk-input[type="email"]'),
        (forms.IntegerField(), 'input.govuk-input[type="text"][inputmode="numeric"]'),
        (forms.DecimalField(), 'input.govuk-input[type="text"][inputmode="decimal"]'),
        (forms.CharField(widget=forms.PasswordInput), 'input.govuk-password-input__input[type="password"]'),
        (forms.CharField(widget=forms.Textarea), "textarea.govuk-textarea"),
        (forms.ChoiceField(choices=[("a", "A")]), "select.govuk-select"),
        (
            forms.ChoiceField(choices=[("a", "A")], widget=forms.RadioSelect),
            ".govuk-radios input[type=radio]",
        ),
        (
            forms.MultipleChoiceField(choices=[("a", "A")], widget=forms.CheckboxSelectMultiple),
            "fieldset .govuk-checkboxes input[type=checkbox]",
        ),
        (forms.MultipleChoiceField(choices=[("a", "A")]), ".govuk-checkboxes input[type=checkbox]"),
        (forms.BooleanField(label="I agree"), ".govuk-checkboxes input[type=checkbox]"),
        (forms.FileField(), "input.govuk-file-upload[type=file]"),
        (ui.DateField(label="Born"), ".govuk-date-input input[name=given-year]"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, forms.Field) else "",
)
def test_each_kind_of_question_has_its_control(field, control):
    shown = page(type("Any", (ui.Form,), {"given": field})())
    assert shown.select_one(control), shown
    assert len(shown.select(".govuk-form-group")) == (4 if isinstance(field, ui.DateField) else 1)


def test_one_field_may_be_placed_by_itself():
    html = Template("{{ form.name.as_field_group }}").render(Context({"form": Contact()}))
    shown = BeautifulSoup(html, "html.parser")
    assert [group.label.text for group in shown.select(".govuk-form-group")] == ["Full name"]


def test_a_widget_without_a_component_is_named():
    form = type("Odd", (ui.Form,), {"given": forms.SplitDateTimeField()})()
    with pytest.raises(LookupError, match="SplitDateTimeWidget"):
        page(form)


def test_one_question_can_be_the_heading_of_its_page():
    form_class = type("One", (ui.Form,), {"a": forms.CharField(label="Your name"), "page_heading": "a"})
    assert page(form_class()).select_one("h1.govuk-label-wrapper label").text == "Your name"


def test_fields_stand_together_under_a_legend():
    members = {
        "street": forms.CharField(),
        "town": forms.CharField(),
        "groups": {"Your address": ["street", "town"]},
    }
    shown = page(type("Grouped", (ui.Form,), members)())
    assert shown.select_one("fieldset legend").text.strip() == "Your address"
    assert [i["name"] for i in shown.select("fieldset input")] == ["street", "town"]


def test_a_message_of_our_own_is_kept():
    field = forms.CharField(error_messages={"required": "Enter the reference on your letter"})
    assert type("Own", (ui.Form,), {"a": field})({}).errors["a"] == ["Enter the reference on your letter"]


def test_a_percent_sign_in_a_label_is_only_a_percent_sign():
    form = type("Odd", (ui.Form,), {"a": forms.CharField(label="Share (%)", max_length=2)})({"a": "100"})
    assert form.errors["a"] == ["Share (%) must be 2 characters or fewer"]


def test_an_error_of_the_whole_form_heads_the_summary():
    form = Contact(ANSWERS)
    form.add_error(None, "We could not find you")
    assert summary(form).errors[0].text == "We could not find you"


CHOICES = [("a", "A"), ("b", "B")]
FILE = SimpleUploadedFile("a" * 30 + ".exe", b"x")
EVERY_FIELD = [
    (forms.CharField(max_length=3), "long"),
    (forms.CharField(min_length=3), "x"),
    (forms.CharField(), "a\x00b"),
    (forms.RegexField(r"^\d+$"), "x"),
    (forms.EmailField(), "x"),
    (forms.URLField(assume_scheme="https"), "http://"),
    (forms.SlugField(), "a b"),
    (forms.GenericIPAddressField(), "x"),
    (forms.UUIDField(), "x"),
    (forms.JSONField(), "{"),
    (forms.IntegerField(), "x"),
    (forms.IntegerField(max_value=3), "4"),
    (forms.IntegerField(min_value=3), "2"),
    (forms.IntegerField(step_size=3), "2"),
    (forms.FloatField(), "x"),
    (forms.DecimalField(), "x"),
    (forms.DecimalField(max_digits=2), "123"),
    (forms.DecimalField(decimal_places=1), "1.23"),
    (forms.DecimalField(max_digits=3, decimal_places=2), "12.3"),
    (forms.DateField(), "x"),
    (forms.TimeField(), "x"),
    (forms.DateTimeField(), "x"),
    (forms.DurationField(), "x"),
    (forms.BooleanField(), ""),
    (forms.ChoiceField(choices=CHOICES), "z"),
    (forms.TypedChoiceField(choices=CHOICES), "z"),
    (forms.MultipleChoiceField(choices=CHOICES), ["z"]),
    (forms.FileField(max_length=5), FILE),
    (forms.FileField(), SimpleUploadedFile("a.txt", b"")),
    (forms.FileField(validators=[FileExtensionValidator(["csv"])]), FILE),
    (ui.DateField(), "x"),
]


@pytest.mark.parametrize("empty", [False, True], ids=["wrong", "empty"])
@pytest.mark.parametrize(("field", "wrong"), EVERY_FIELD, ids=lambda v: type(v).__name__)
def test_no_field_speaks_in_the_words_of_the_framework(field, wrong, empty):
    """Django's own messages never reach a resident, for any kind of field and any mistake."""
    value = None if empty else wrong
    data = {"given": value} if value is not None else {}
    if isinstance(field, ui.DateField) and not empty:
        data = {"given-day": "x", "given-month": "1", "given-year": "2000"}
    form = type("Any", (ui.Form,), {"given": field})(data, {"given": value} if value is not None else {})
    [message] = form.errors["given"]
    assert "valid" not in message
    assert "This " not in message
    assert message[0].isupper()
    assert page(form).select_one(".govuk-error-summary__list a")["href"].startswith("#id_given")

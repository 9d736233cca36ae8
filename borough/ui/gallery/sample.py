"""A form of every kind of question, to try. It keeps nothing that is typed into it."""

from django import forms

from borough.ui.forms.fields import DateField
from borough.ui.forms.questions import Form

WARDS = [("", "Choose a ward"), ("bloomsbury", "Bloomsbury"), ("kilburn", "Kilburn")]


class Sample(Form):
    name = forms.CharField(label="Full name", max_length=100)
    moved = DateField(
        label="When did you move in?", must_be="today or in the past", help_text="For example, 27 3 2007"
    )
    ward = forms.ChoiceField(label="Ward", choices=WARDS)
    contact = forms.ChoiceField(
        label="How should we contact you?",
        widget=forms.RadioSelect,
        choices=[("email", "E-mail"), ("phone", "Telephone"), ("letter", "Letter")],
    )
    email = forms.EmailField(label="E-mail address")
    phone = forms.CharField(label="Telephone number", widget=forms.TextInput(attrs={"type": "tel"}))
    needs = forms.MultipleChoiceField(
        label="How can we help you on the day?",
        widget=forms.CheckboxSelectMultiple,
        choices=[("step-free", "A step-free way in"), ("loop", "A hearing loop")],
        required=False,
    )
    people = forms.IntegerField(
        label="How many people live there?", min_value=1, max_value=30,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-2"}),
    )  # fmt: skip
    more = forms.CharField(label="Anything else", widget=forms.Textarea, max_length=200, required=False)
    agree = forms.BooleanField(label="I have read how my answers are used")

    names = {
        "name": "your full name",
        "moved": "the date you moved in",
        "ward": "a ward",
        "contact": "how we should contact you",
        "email": "your e-mail address",
        "phone": "your telephone number",
        "people": "the number of people",
        "agree": "you have read how your answers are used",
    }
    reveals = {"contact": {"email": ["email"], "phone": ["phone"]}}

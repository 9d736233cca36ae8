"""Examples as a template would write them."""

EXAMPLES: dict[str, list[str]] = {
    "back_link": ['{% back_link href="/design/" %}'],
    "button": [
        '{% button text="Save and continue" %}',
        '{% button text="Start now" href="/design/" start=True %}',
        '{% button text="Save as draft" variant="secondary" %}',
        '{% button text="Delete this load" variant="warning" prevent_double_click=True %}',
    ],
    "character_count": [
        '{% character_count name="note" label="What happened?" maxlength=200 hint="Do not include names." %}'
    ],
    "details": [
        '{% details summary="Help with your account number" %}\n'
        "It has 8 digits and is at the top of your bill.\n"
        "{% enddetails %}"
    ],
    "error_message": ['{% error_message text="Enter a postcode" %}'],
    "fieldset": [
        '{% fieldset legend="What is your address?" %}\n'
        '  {% input name="line1" label="Address line 1" autocomplete="address-line1" %}\n'
        '  {% input name="postcode" label="Postcode" autocomplete="postal-code" %}\n'
        "{% endfieldset %}"
    ],
    "file_upload": [
        '{% file_upload name="bill" label="Upload a council tax bill" hint="A PDF or a photograph." %}'
    ],
    "hint": ['{% hint text="It is on your bill." %}'],
    "input": [
        '{% input name="name" label="Full name" autocomplete="name" %}',
        '{% input name="rent" label="Weekly rent" prefix="£" suffix="a week" inputmode="decimal" '
        'classes="govuk-input--width-5" %}',
        '{% input name="nino" label="National Insurance number" error="Enter a National Insurance number" '
        'hint="It is on your payslip." classes="govuk-input--width-10 govuk-input--extra-letter-spacing" %}',
    ],
    "inset_text": ["{% inset_text %}You have one month to appeal.{% endinset_text %}"],
    "label": ['{% label text="Full name" for_id="full-name" %}\n<input class="govuk-input" id="full-name">'],
    "notification_banner": [
        "{% notification_banner disable_auto_focus=True %}\n"
        '<p class="govuk-notification-banner__heading">The library is closed on Monday.</p>\n'
        "{% endnotification_banner %}",
        '{% notification_banner type="success" title_id="saved" disable_auto_focus=True %}\n'
        '<p class="govuk-notification-banner__heading">Your changes are saved.</p>\n'
        "{% endnotification_banner %}",
    ],
    "panel": ['{% panel title="Application complete" text="Your reference is HDJ2123F" heading_level=2 %}'],
    "password_input": ['{% password_input name="password" label="Password" %}'],
    "phase_banner": ['{% phase_banner tag="Beta" text="This is a new service." %}'],
    "skip_link": ['{% skip_link href="#main-content" %}'],
    "tag": [
        '{% tag text="Applied" colour="green" %}\n{% tag text="Late" colour="red" %}\n'
        '{% tag text="Waiting" colour="grey" %}\n{% tag text="Checking" colour="blue" %}'
    ],
    "textarea": ['{% textarea name="more" label="Can you tell us more?" rows=4 %}'],
    "warning_text": [
        "{% warning_text %}You can be fined up to £1,000 if you do not register.{% endwarning_text %}"
    ],
}

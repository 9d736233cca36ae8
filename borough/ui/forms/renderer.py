"""Django's FORM_RENDERER: `{{ form }}` and `{{ form.field.as_field_group }}` give GOV.UK's markup."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"

"""The design system: shell, components, form renderer, list page, item page, timeline, chart, map."""

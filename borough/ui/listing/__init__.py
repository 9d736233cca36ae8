"""The one list page: declared columns, search, filters, sorting, pages, CSV."""

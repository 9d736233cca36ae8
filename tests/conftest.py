"""What every test may ask for."""

from tests.journeys.harness import browser, page, phone, plain, site

__all__ = ["browser", "page", "phone", "plain", "site"]

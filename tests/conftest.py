"""What every test may ask for."""

from tests.journeys.harness import browser, desk, page, phone, plain, plain_telephone, site, telephone

__all__ = ["browser", "desk", "page", "phone", "plain", "plain_telephone", "site", "telephone"]

"""Signing in, in a real browser: a password with a code, and a passkey."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from borough.platform.access.api import Role
from borough.platform.access.demonstration import (
    PASSWORD,
    demonstration_accounts,
    make_demonstration_accounts,
)
from tests.journeys.harness import PATIENCE, axe, fits, go, screenshot

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def demonstration(settings):
    settings.DEMO = True
    return make_demonstration_accounts()


def code_of(email: str) -> str:
    return next(account.code for account in demonstration_accounts(timezone.now()) if account.email == email)


def with_password(tab, email):
    tab.goto("/staff/")
    tab.get_by_label("E-mail address").fill(email)
    tab.get_by_label("Password", exact=True).fill(PASSWORD)
    go(tab.get_by_role("button", name="Sign in", exact=True))


def look(tab, name):
    fits(tab)
    axe(tab)
    screenshot(tab, name)


@pytest.mark.parametrize("kind", ["page", "plain"])
def test_a_password_and_a_code_lead_to_the_page_that_was_asked_for(request, demonstration, kind):
    tab = request.getfixturevalue(kind)
    with_password(tab, "officer@example.org")
    expect(tab).to_have_title(re.compile("Enter your security code"))
    tab.get_by_label("Security code").fill("no code")
    go(tab.get_by_role("button", name="Continue"))
    expect(tab.locator(".govuk-error-message").first).to_be_visible()
    tab.get_by_label("Security code").fill(code_of("officer@example.org"))
    go(tab.get_by_role("button", name="Continue"))
    expect(tab).to_have_url(re.compile("/staff/$"))
    go(tab.get_by_role("button", name="Sign out"))
    tab.goto("/staff/")
    expect(tab).to_have_title(re.compile("Sign in"))


def test_sign_in_pages_fit_a_phone_and_have_nothing_for_axe_to_report(phone, demonstration):
    phone.goto("/demo/")
    expect(phone.get_by_text("officer@example.org")).to_be_visible()
    look(phone, "demo-phone")
    phone.goto("/sign-in/")
    look(phone, "sign-in-phone")
    with_password(phone, "steward@example.org")
    look(phone, "code-phone")


def test_a_passkey_is_added_and_then_is_enough(browser, site, demonstration):
    assert "localhost" in site  # passkeys need a host name
    context = browser.new_context(base_url=site)
    tab = context.new_page()
    tab.set_default_timeout(PATIENCE)
    session = context.new_cdp_session(tab)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {
            "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
            "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
        }},
    )  # fmt: skip
    with_password(tab, "auditor@example.org")
    tab.get_by_label("Security code").fill(code_of("auditor@example.org"))
    go(tab.get_by_role("button", name="Continue"))
    expect(tab).to_have_url(re.compile("/staff/$"))
    tab.goto("/sign-in/security/")
    look(tab, "security")
    go(tab.get_by_role("button", name="Add a passkey"))
    tab.get_by_label("Password", exact=True).fill(PASSWORD)
    go(tab.get_by_role("button", name="Continue"))
    look(tab, "passkey-add")
    tab.get_by_role("button", name="Continue").click()
    tab.wait_for_url("**/sign-in/security/codes/")
    tab.goto("/sign-in/security/")
    expect(tab.get_by_text("added").first).to_be_visible()
    go(tab.get_by_role("button", name="Sign out"))

    tab.goto("/staff/")
    tab.get_by_role("button", name="Sign in with a passkey").click()
    tab.wait_for_url("**/staff/")
    expect(tab.get_by_role("button", name="Sign out")).to_be_visible()

    tab.goto("/sign-in/security/")
    go(tab.get_by_role("link", name="rename"))
    tab.get_by_role("button", name="Use a passkey").or_(tab.get_by_label("Password", exact=True)).wait_for()
    tab.goto("/sign-in/again/passkey/?next=/sign-in/security/")
    look(tab, "again-passkey")
    tab.get_by_role("button", name="Use a passkey").click()
    tab.wait_for_url("**/sign-in/security/")
    go(tab.get_by_role("link", name="rename"))
    look(tab, "passkey-name")
    tab.get_by_role("textbox").fill("My telephone")
    go(tab.get_by_role("button", name="Save"))
    go(tab.get_by_role("link", name="remove My telephone"))
    look(tab, "passkey-remove")
    go(tab.get_by_role("button", name="Remove"))
    expect(tab).to_have_url(re.compile("/sign-in/security/$"))
    expect(tab.get_by_text("The passkey is removed.")).to_be_visible()
    context.close()


def test_somebody_new_sets_a_password_and_a_second_factor_before_any_staff_page(page, site):
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    from borough.platform.access import operations
    from borough.platform.audit.api import SYSTEM

    user = operations.invite(email="new@example.org", name="New Officer", by=SYSTEM)
    operations.give(holder=user, role=Role.OFFICER, by=SYSTEM, because="joined")
    page.goto(operations.invitation(user))
    look(page, "first-password")
    for label in ("New password", "The same password again"):
        page.get_by_label(label, exact=True).fill("correct horse battery")
    go(page.get_by_role("button", name="Set password"))
    go(page.get_by_role("button", name="Sign in"))
    page.get_by_label("E-mail address").fill("new@example.org")
    page.get_by_label("Password", exact=True).fill("correct horse battery")
    go(page.get_by_role("button", name="Sign in", exact=True))
    expect(page).to_have_title(re.compile("Your account's security"))
    go(page.get_by_role("button", name="Set up an authenticator app"))
    page.get_by_label("Password", exact=True).fill("correct horse battery")
    go(page.get_by_role("button", name="Continue"))
    look(page, "app")
    secret = page.locator("code").inner_text()
    code = format_hotp_value(hotp_value(secret, int(timezone.now().timestamp()) // 30))
    page.get_by_role("textbox").fill(code)
    go(page.get_by_role("button", name="Continue"))
    expect(page).to_have_title(re.compile("Recovery codes"))
    look(page, "codes")
    page.goto("/staff/")
    expect(page).to_have_url(re.compile("/staff/$"))

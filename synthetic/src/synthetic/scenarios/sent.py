"""A row as a system sends it, beside the truth of whom it mentions."""

from dataclasses import dataclass

# The columns of each file, in order, between bars.
HEADERS = {
    "electoral_register": """
ElectorNumberPrefix|ElectorNumber|ElectorNumberSuffix|ElectorMarkers|ElectorDOB|ElectorSurname|
ElectorForename|ElectorMiddleName|Address1|Address2|Address3|Address4|Address5|Address6|
PostCode|UPRN|Telephone|Email|DateAdded""",
    "council_tax": """
account_ref|property_ref|band|charge_pence|balance_pence|liability_start|liability_end|discount|
exemption|spare|uprn|liable_names|address1|address2|address3|postcode|forwarding_address|
telephone|email""",
    "housing": """
TENANCY_REF|PERSON_NO|ROLE|WEEKLY_RENT|TITLE|FORENAME|MIDDLE_NAME|SURNAME|DOB|SEX|NI_NUMBER|
RELATIONSHIP|UPRN|ADDRESS|POSTCODE|TENURE|START_DATE|END_DATE|STATUS|ARREARS|RTB_APPLIED|
PHONE|EMAIL""",
    "schools": """
RecordType|RecordId|UPN|LegalSurname|LegalForename|MiddleNames|DateOfBirth|Sex|SchoolURN|
SchoolName|YearGroup|EntryDate|LeavingDate|LeavingReason|EnrolStatus|UnauthorisedAbsenceDays|
Address|Postcode|UPRN|Action|ParentTitle|ParentForename|ParentSurname|ParentRelationship|
ParentPhone|ParentEmail|SecondContact""",
    "adult_social_care": """
PersonID|NHSNumber|NINumber|Title|Forename|MiddleName|Surname|DateOfBirth|DateOfDeath|Gender|
Address|Postcode|UPRN|Telephone|Email|NextOfKin|NextOfKinTelephone|ServiceType|ServiceStart|
ServiceEnd|WeeklyCost|LastPaymentDate""",
    "libraries": """
BORROWER|NAME|TITLE|DOB|SEX|ADDR1|ADDR2|TOWN|PCODE|PHONE|EMAIL|HOME_BRANCH|CATEGORY|JOINED|
LAST_USED|GUARANTOR|ACTION""",
    "parking": """
record_type|reference|vrm|name|date_of_birth|address|postcode|uprn|phone|email|permit_type|
zone|valid_from|valid_to|issued_at|contravention|amount_pence|paid|action""",
    "leisure": """
Card No|First Name|Last Name|DOB|Gender|Address|Post Code|Mobile|E-mail|Membership|Joined|
Last Visit|Concession""",
    "crm": """
op|contact_id|created|channel|name|first_name|last_name|date_of_birth|phone|email|address|
postcode|uprn|subject|note""",
    "licensing": """
Licence No|Licence Type|Licensee|Trading As|Company No|Licensee Address|Premises Address|
Premises UPRN|Date of Birth|Telephone|Email|Granted|Expires|Fee""",
}
COLUMNS = {s: tuple("".join(h.splitlines()).split("|")) for s, h in HEADERS.items()}


@dataclass(frozen=True)
class Sent:
    """One row: the system, its columns (every one, empty where not given), and the people it mentions in
    order.
    """

    system: str
    row: dict[str, str]
    people: tuple[str, ...]


def sent(system: str, *people: str, **values: str) -> Sent:
    """A row of a system with these columns filled. A blank in a column's name is written `_` (Card_No)."""
    given = {name if name in COLUMNS[system] else name.replace("_", " "): v for name, v in values.items()}
    if unknown := set(given) - set(COLUMNS[system]):
        raise KeyError(f"{system} has no column {sorted(unknown)}")
    return Sent(system, {c: given.get(c, "") for c in COLUMNS[system]}, people)


def rows_of(scenario: list[Sent], system: str) -> list[dict[str, str]]:
    """The rows that one system sends in a scenario."""
    return [s.row for s in scenario if s.system == system]

"""People who are easily taken for one another, or for two, because they are kin."""

from synthetic.scenarios.sent import Sent, sent

FLAT = {"ADDR1": "Flat 4 Hallam Court", "ADDR2": "Redhill Rd", "PCODE": "NW5 1DJ"}


def twins() -> list[Sent]:
    """Two sisters born on one day, of one school, surname, home, parent and telephone: two people."""
    same = {
        "RecordType": "PUPIL",
        "LegalSurname": "Begum",
        "DateOfBirth": "14/03/2016",
        "Sex": "F",
        "Postcode": "NW5 1DJ",
        "ParentSurname": "Begum",
        "ParentForename": "Rina",
        "ParentPhone": "07100 200300",
        "Action": "I",
    }
    return [
        sent("schools", "nadia", "rina", RecordId="S1", UPN="A202000000001", LegalForename="Nadia", **same),
        sent("schools", "nadira", "rina", RecordId="S2", UPN="A202000000002", LegalForename="Nadira", **same),
        sent("libraries", "nadia", BORROWER="90000001", NAME="BEGUM, Nadia", DOB="14.03.2016", **FLAT),
        sent("libraries", "nadira", BORROWER="90000002", NAME="BEGUM, N", DOB="14.03.2016", **FLAT),
    ]


def father_and_son() -> list[Sent]:
    """Patrick Doyle and Patrick Doyle, one home, no birth date in tax: two people, one of them dead."""
    home = {"UPRN": "990000001001", "Postcode": "NW1 8EH"}
    return [
        sent(
            "council_tax", "father", account_ref="10000001X", liable_names="MR P DOYLE", uprn="990000001001"
        ),
        sent(
            "adult_social_care",
            "father",
            PersonID="100001",
            Forename="Patrick",
            Surname="Doyle",
            DateOfBirth="02/05/1944",
            DateOfDeath="11/04/2026",
            **home,
        ),
        sent(
            "parking",
            "son",
            record_type="PERMIT",
            reference="RP10000001",
            name="Mr Patrick Doyle",
            date_of_birth="1971-09-30",
            permit_type="BLUE BADGE",
            uprn="990000001001",
            valid_from="2026-06-01",
        ),
        sent(
            "electoral_register",
            "son",
            ElectorNumberPrefix="AB",
            ElectorNumber="7",
            ElectorSurname="Doyle",
            ElectorForename="Patrick",
            UPRN="990000001001",
        ),
    ]


def adult_child_at_home() -> list[Sent]:
    """A grown daughter at her mother's, with the mother's surname and initial: two people."""
    return [
        sent(
            "council_tax", "mother", account_ref="10000002X", liable_names="MS S OKAFOR", uprn="990000001002"
        ),
        sent(
            "libraries",
            "daughter",
            BORROWER="90000003",
            NAME="OKAFOR, Simi",
            DOB="01.02.2003",
            PHONE="07100 400500",
        ),
        sent(
            "crm", "mother", contact_id="C-1", name="Sarah Okafor", phone="07100 400500", uprn="990000001002"
        ),
    ]


def joint_tax_account() -> list[Sent]:
    """One account of two people in one field, and each of them elsewhere."""
    return [
        sent(
            "council_tax",
            "ali",
            "farah",
            account_ref="10000003X",
            liable_names="MR & MRS A KHAN",
            uprn="990000001003",
        ),
        sent("electoral_register", "ali", ElectorSurname="Khan", ElectorForename="Ali", UPRN="990000001003"),
        sent(
            "electoral_register", "farah", ElectorSurname="Khan", ElectorForename="Farah", UPRN="990000001003"
        ),
    ]


def maiden_name() -> list[Sent]:
    """One woman before and after her wedding: one person."""
    born = {"DOB": "21.07.1990", "PHONE": "07100 111222"}
    return [
        sent("libraries", "anna", BORROWER="90000004", NAME="HOLLIS, Anna", JOINED="02.03.2015", **born),
        sent(
            "housing",
            "anna",
            TENANCY_REF="T0900001",
            PERSON_NO="1",
            FORENAME="Anna",
            SURNAME="Brennan",
            DOB="21-JUL-1990",
            PHONE="07100111222",
            START_DATE="01-SEP-2021",
        ),
        sent("crm", "anna", contact_id="C-2", name="Anna Hollis-Brennan", phone="+447100111222"),
    ]


def remarried() -> list[Sent]:
    """One woman under three surnames over ten years: one person."""
    return [
        sent(
            "libraries",
            "grace",
            BORROWER="90000005",
            NAME="MENSAH, Grace",
            DOB="05.11.1980",
            JOINED="01.02.2014",
        ),
        sent(
            "parking",
            "grace",
            record_type="PERMIT",
            reference="RP10000002",
            name="Mrs G Boateng",
            email="grace77@example.org",
        ),
        sent(
            "leisure",
            "grace",
            Card_No="LC9000001",
            First_Name="Grace",
            Last_Name="Asante",
            DOB="05/11/1980",
            **{"E-mail": "grace77@example.org"},
        ),
    ]


def parted_couple() -> list[Sent]:
    """He left and told one system; the joint account still names both: two people, two homes now."""
    return [
        sent(
            "council_tax",
            "maria",
            "jose",
            account_ref="10000004X",
            liable_names="MRS M GARCIA & MR J GARCIA",
            uprn="990000001004",
        ),
        sent(
            "crm",
            "jose",
            contact_id="C-3",
            name="José García López",
            uprn="990000001005",
            subject="Change of address",
        ),
        sent(
            "electoral_register",
            "maria",
            ElectorSurname="Garcia",
            ElectorForename="Maria",
            UPRN="990000001004",
        ),
    ]

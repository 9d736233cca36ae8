"""People and homes: sharing, moving, and post that goes to the wrong door."""

from synthetic.scenarios.sent import Sent, sent


def house_share() -> list[Sent]:
    """Four strangers at one address, one of whom pays the tax: four people."""
    uprn = "990000002001"
    names = (("Zoe", "Martin"), ("Luca", "Russo"), ("Wei", "Chen"), ("Zoe", "Marsh"))
    roll = [
        sent(
            "electoral_register",
            f"mate {i}",
            ElectorNumberPrefix="CD",
            ElectorNumber=str(i),
            ElectorForename=f,
            ElectorSurname=s,
            UPRN=uprn,
        )
        for i, (f, s) in enumerate(names)
    ]
    return [
        *roll,
        sent("council_tax", "mate 1", account_ref="10000005X", liable_names="MR L RUSSO", uprn=uprn),
    ]


def moved_house() -> list[Sent]:
    """One person at three homes in three systems; only the telephone is the same."""
    return [
        sent(
            "libraries",
            "amir",
            BORROWER="90000006",
            NAME="SALEH, Amir",
            ADDR1="12 Redhill Road",
            PCODE="NW5 1DJ",
            PHONE="07100 333444",
        ),
        sent(
            "parking",
            "amir",
            record_type="PCN",
            reference="CU10000001",
            name="MR A SALEH",
            address="7 Selby Street",
            postcode="NW6 1LB",
        ),
        sent(
            "crm",
            "amir",
            contact_id="C-4",
            name="Amir Saleh",
            address="Flat 2, Kemplay Court",
            postcode="NW3 2NH",
            phone="07100333444",
        ),
    ]


def neighbours_one_flat_apart() -> list[Sent]:
    """Two women of one surname and initial in flats 12 and 21 of a block, one record with the digits changed
    about.
    """
    block = {"address2": "REDHILL ROAD", "postcode": "NW5 1DJ"}
    return [
        sent(
            "council_tax",
            "halima",
            account_ref="10000006X",
            liable_names="MRS H ALI",
            address1="FLAT 12 HALLAM COURT",
            **block,
        ),
        sent(
            "council_tax",
            "hodan",
            account_ref="10000007X",
            liable_names="MISS H ALI",
            address1="FLAT 21 HALLAM COURT",
            **block,
        ),
        sent(
            "crm",
            "hodan",
            contact_id="C-5",
            name="Hodan Ali",
            address="Flat 12, Hallam Court",
            postcode="NW5 1DJ",
        ),
    ]


def second_home() -> list[Sent]:
    """One person liable at two homes, living in the one."""
    return [
        sent(
            "council_tax", "ruth", account_ref="10000008X", liable_names="DR RUTH ADLER", uprn="990000002002"
        ),
        sent(
            "council_tax",
            "ruth",
            account_ref="10000009X",
            liable_names="DR R ADLER",
            uprn="990000002003",
            forwarding_address="3 SELBY STREET, NW6 1LB",
        ),
        sent(
            "electoral_register", "ruth", ElectorSurname="Adler", ElectorForename="Ruth", UPRN="990000002002"
        ),
    ]


def shared_telephone() -> list[Sent]:
    """A mother's telephone and e-mail on the records of two children and a grandmother: four people."""
    mother = {"PHONE": "07100 555666", "EMAIL": "hodan9@example.org"}
    return [
        sent("libraries", "hodan", BORROWER="90000007", NAME="WARSAME, Hodan", DOB="09.09.1985", **mother),
        sent(
            "libraries",
            "bilal",
            BORROWER="90000008",
            NAME="AHMED, Bilal",
            DOB="01.04.2014",
            CATEGORY="JUN",
            **mother,
        ),
        sent(
            "libraries",
            "ayan",
            BORROWER="90000009",
            NAME="AHMED, Ayan",
            DOB="17.10.2017",
            CATEGORY="JUN",
            **mother,
        ),
        sent("libraries", "sahra", BORROWER="90000010", NAME="ELMI, Sahra", **mother),
    ]


def temporary_accommodation() -> list[Sent]:
    """One family in three temporary homes in two years: two people, each with three addresses."""
    out = []
    for i, start in enumerate(("03-FEB-2025", "20-NOV-2025", "14-JUN-2026")):
        uprn = f"99000000200{4 + i}"
        for no, (who, name, role) in enumerate((("leila", "Leila", "TENANT"), ("sami", "Sami", "MEMBER")), 1):
            out.append(
                sent(
                    "housing",
                    who,
                    TENANCY_REF=f"T090001{i}",
                    PERSON_NO=str(no),
                    ROLE=role,
                    FORENAME=name,
                    SURNAME="Haddad",
                    TENURE="TEMP",
                    START_DATE=start,
                    UPRN=uprn,
                )
            )
    return out

"""Names: many spellings of one person, and one spelling of many."""

from synthetic.scenarios.sent import Sent, sent


def transliterations() -> list[Sent]:
    """Mohammed, Muhammad, Md and Mohamed Choudhury in four spellings, one telephone: one person."""
    names = (
        ("Mohammed", "Choudhury"),
        ("Muhammad", "Chowdhury"),
        ("Md", "Choudhry"),
        ("Mohamed", "Chaudhury"),
    )
    return [
        sent(
            "crm",
            "mohammed",
            contact_id=f"C-1{i}",
            first_name=f,
            last_name=s,
            name=f"{f} {s}",
            phone="07100 777888",
        )
        for i, (f, s) in enumerate(names)
    ]


def single_name() -> list[Sent]:
    """A person with one name, which systems put in either field, twice, or with a full stop: one person."""
    born = "04-JAN-1988"
    return [
        sent(
            "housing",
            "suresh",
            TENANCY_REF="T0900020",
            PERSON_NO="1",
            FORENAME="Suresh",
            SURNAME=".",
            DOB=born,
        ),
        sent("libraries", "suresh", BORROWER="90000011", NAME="SURESH, Suresh", DOB="04.01.1988"),
        sent("leisure", "suresh", Card_No="LC9000002", First_Name="", Last_Name="Suresh", DOB="04/01/1988"),
    ]


def patronymic() -> list[Sent]:
    """A Somali father, son and daughter: no surname in common, each name the next one's middle. Three
    people.
    """
    return [
        sent(
            "housing",
            "father",
            TENANCY_REF="T0900021",
            PERSON_NO="1",
            FORENAME="Ahmed",
            MIDDLE_NAME="Yusuf",
            SURNAME="Warsame",
        ),
        sent(
            "housing",
            "son",
            TENANCY_REF="T0900021",
            PERSON_NO="2",
            FORENAME="Yusuf",
            MIDDLE_NAME="Ahmed",
            SURNAME="Yusuf",
        ),
        sent(
            "housing",
            "daughter",
            TENANCY_REF="T0900021",
            PERSON_NO="3",
            FORENAME="Hodan",
            MIDDLE_NAME="Ahmed",
            SURNAME="Yusuf",
        ),
        sent("libraries", "son", BORROWER="90000012", NAME="AHMED, Yusuf"),
    ]


def two_surnames() -> list[Sent]:
    """One woman with two surnames, of which systems take the first, the last, or both: one person."""
    return [
        sent(
            "electoral_register",
            "lucia",
            ElectorForename="Lucía",
            ElectorSurname="García Márquez",
            UPRN="990000003001",
        ),
        sent("libraries", "lucia", BORROWER="90000013", NAME="GARCIA, Lucia", EMAIL="lgarcia4@example.org"),
        sent(
            "crm",
            "lucia",
            contact_id="C-20",
            name="Lucia Marquez",
            email="lgarcia4@example.org",
            uprn="990000003001",
        ),
    ]


def nicknames() -> list[Sent]:
    """William, Bill and Liam-with-a-W: one person and his son Liam."""
    home = {"uprn": "990000003002"}
    return [
        sent("council_tax", "william", account_ref="10000010X", liable_names="MR WILLIAM BYRNE", **home),
        sent("crm", "william", contact_id="C-21", name="Bill Byrne", **home),
        sent("crm", "liam", contact_id="C-22", name="Liam Byrne", **home),
    ]


def swapped_names() -> list[Sent]:
    """Forename and surname in one another's fields: one person."""
    return [
        sent("leisure", "li", Card_No="LC9000003", First_Name="Jun", Last_Name="Li", DOB="30/08/1995"),
        sent("crm", "li", contact_id="C-23", first_name="Li", last_name="Jun", date_of_birth="1995-08-30"),
    ]


def placeholders() -> list[Sent]:
    """Three people whose records share every placeholder and nothing else."""
    blank = {"date_of_birth": "1900-01-01", "phone": "07700 900000", "postcode": "ZZ99 9ZZ"}
    names = ("Joan Frost", "Tunde Bello", "UNKNOWN Petrou")
    return [sent("crm", n, contact_id=f"C-3{i}", name=n, **blank) for i, n in enumerate(names)]


def like_named_strangers() -> list[Sent]:
    """Two Mohammed Ahmeds of one postcode born in one year: two people."""
    return [
        sent(
            "libraries", "one", BORROWER="90000014", NAME="AHMED, Mohammed", DOB="12.02.1991", PCODE="NW1 1HB"
        ),
        sent(
            "libraries", "two", BORROWER="90000015", NAME="AHMED, Mohammed", DOB="02.12.1991", PCODE="NW1 1HB"
        ),
        sent(
            "parking",
            "two",
            record_type="PERMIT",
            reference="RP10000003",
            name="Mohammed Ahmed",
            postcode="NW1 1HB",
        ),
    ]

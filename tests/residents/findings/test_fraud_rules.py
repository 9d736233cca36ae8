"""Each rule about money: the contradiction that it finds, and the innocent doubles about which it is silent."""

import pytest

from tests.residents.findings.facts import found

CASES = {
    "F1 the tenant pays tax and votes elsewhere, a stranger parks and calls from the flat": """
who | kind    | home | since      | on         | says
t   | tenancy | A    | 2018-01-01 |            | SECURE
t   | liable  | B    | 2025-06-01 |            |
s   | permit  | A    | 2026-01-10 |            | RESIDENT
s   | contact | A    |            | 2026-02-01 | Missed bin
""",
    "F2 rent and tax unpaid, nobody active": """
who | kind    | home | since      | amount | rate  | says
t   | tenancy | A    | 2018-01-01 | 300000 | 15000 | SECURE
t   | liable  | A    | 2018-01-01 | 90000  |       |
""",
    "F3 two live tenancies for a year": """
who | kind    | home | since      | within | says
t   | tenancy | A    | 2018-01-01 | T1     | SECURE
t   | tenancy | B    | 2025-10-01 | T2     | SECURE
""",
    "F4 the heir lived elsewhere in the year before the death": """
who | kind    | home | since      | on         | says
t   | tenancy | A    | 2010-01-01 |            | SECURE
t   | death   |      |            | 2026-07-20 |
h   | contact | A    |            | 2026-08-10 | Housing - succession
h   | liable  | B    | 2020-01-01 |            |
""",
    "F6 another adult votes and parks at the home": """
who | kind   | home | since      | says
a   | liable | A    | 2022-01-01 | SPD
b   | vote   | A    | 2025-05-01 |
b   | permit | A    | 2025-06-01 | RESIDENT
""",
    "F7 another adult votes and parks at the home": """
who | kind   | home | since      | says   | also
a   | claim  | A    | 2024-01-01 | Single | Claimant
b   | vote   | A    | 2025-05-01 |        |
b   | permit | A    | 2025-06-01 |        |
""",
    "F8 the parent has paid tax at another home for years": """
who | kind        | home | since      | feed    | key | number | says   | also
c   | application | A    |            | schools | S1  | 1      |        |
m   | contact     |      |            | schools | S1  | 2      | Mother | APPLICATION
m   | liable      | B    | 2022-01-01 |         |     |        |        |
""",
    "F9 the badge was renewed after the death": """
who | kind   | home | since      | on         | says       | born
a   | permit | A    | 2026-06-12 |            | BLUE BADGE | 1940-02-03
a   | death  |      |            | 2026-04-14 |            | 1940-02-03
""",
    "F10 the holder's tax ended half a year ago and nobody is there": """
who | kind   | home | since      | until      | says
a   | permit | A    | 2026-05-14 | 2027-05-14 | RESIDENT
a   | liable | A    | 2022-01-01 | 2026-04-24 |
""",
    "F11 tax and vote elsewhere for a year before the application": """
who | kind    | home | since      | on         | says
t   | tenancy | A    | 2015-01-01 | 2026-09-01 | SECURE
t   | liable  | B    | 2025-06-01 |            |
""",
    "F12 three people on one number": """
who | kind  | home | since      | key | says     | also
a   | claim | A    | 2025-01-01 | B1  | Single   | Claimant
a   | nino  |      |            | B1  | ZY123456A |
b   | claim | B    | 2025-02-01 | B2  | Single   | Claimant
b   | nino  |      |            | B2  | ZY123456A |
c   | claim | C    | 2025-03-01 | B3  | Single   | Claimant
c   | nino  |      |            | B3  | ZY123456A |
""",
    "F12 one person under two numbers": """
who | kind  | home | since      | key | says      | also
a   | claim | A    | 2024-01-01 | B1  | Single    | Claimant
a   | nino  |      |            | B1  | ZY123456A |
a   | claim | B    | 2025-02-01 | B2  | Single    | Claimant
a   | nino  |      |            | B2  | ZY654321B |
""",
    "F13 paid seventy days after the death": """
who | kind  | home | since      | on         | says
a   | care  | A    | 2024-01-01 | 2026-10-11 | Direct payment
a   | death |      |            | 2026-08-02 |
""",
    "F14 a home taxed as empty, with people in two sources": """
who | kind   | home | since      | also | says
o   | liable | A    | 2024-01-01 | C    |
w   | vote   | A    | 2025-12-01 |      |
h   | permit | A    | 2026-01-01 |      | RESIDENT
""",
}
INNOCENT = {
    "F1 in hospital: nothing is held elsewhere": """
who | kind    | home | since      | on         | says
t   | tenancy | A    | 2018-01-01 |            | SECURE
t   | liable  | A    | 2018-01-01 |            |
l   | contact | A    |            | 2026-04-01 | Missed bin
""",
    "F1 fled violence, and said so": """
who | kind    | home | since      | on         | says
t   | tenancy | A    | 2018-01-01 |            | SECURE
t   | vote    | B    | 2026-01-10 |            |
t   | contact | A    |            | 2026-01-01 | Housing - fleeing violence
s   | contact | A    |            | 2026-06-01 | Missed bin
""",
    "F1 only the joint tenant remains": """
who | kind    | home | since      | on         | within
t   | tenancy | A    | 2018-01-01 |            | T1
j   | tenancy | A    | 2018-01-01 |            | T1
t   | vote    | B    | 2026-01-10 |            |
j   | contact | A    |            | 2026-06-01 |
""",
    "F2 abroad with notice, the rent paid": """
who | kind    | home | since      | amount | rate
t   | tenancy | A    | 2018-01-01 | 0      | 15000
t   | liable  | A    | 2018-01-01 | 90000  |
""",
    "F3 four weeks' overlap by transfer": """
who | kind    | home | since      | until      | within | says
t   | tenancy | A    | 2018-01-01 | 2026-07-31 | T1     | SECURE
t   | tenancy | B    | 2026-07-03 |            | T2     | SECURE
""",
    "F3 a name that stayed on the tenancy of a former partner": """
who | kind    | home | since      | within | says
t   | tenancy | A    | 2012-01-01 | T1     | SECURE
p   | tenancy | A    | 2012-01-01 | T1     | SECURE
t   | tenancy | B    | 2019-10-01 | T2     | SECURE
""",
    "F4 the carer voted from the home before": """
who | kind    | home | since      | on         | says
t   | tenancy | A    | 2010-01-01 |            | SECURE
t   | death   |      |            | 2026-07-20 |
h   | contact | A    |            | 2026-08-10 | Housing - succession
h   | vote    | A    | 2023-01-01 |            |
h   | permit  | B    | 2022-01-01 |            | RESIDENT
""",
    "F6 the other is seventeen": """
who | kind   | home | since      | says | born
a   | liable | A    | 2022-01-01 | SPD  |
b   | vote   | A    | 2026-05-01 | A    |
b   | card   | A    | 2025-06-01 |      | 2009-03-01
""",
    "F6 the last occupier's vote and permit": """
who | kind   | home | since      | says
a   | liable | A    | 2025-01-01 | SPD
b   | vote   | A    | 2021-05-01 |
b   | permit | A    | 2024-11-01 | RESIDENT
""",
    "F6 the other has moved on": """
who | kind   | home | since      | says
a   | liable | A    | 2022-01-01 | SPD
b   | vote   | A    | 2023-05-01 |
b   | permit | A    | 2023-06-01 | RESIDENT
b   | liable | B    | 2025-01-01 |
""",
    "F6 a guest for a month": """
who | kind   | home | since      | says
a   | liable | A    | 2022-01-01 | SPD
b   | vote   | A    | 2026-10-01 |
b   | permit | A    | 2026-10-01 | RESIDENT
""",
    "F6 a student son: the account says disregarded": """
who | kind   | home | since      | says
a   | liable | A    | 2022-01-01 | DISR
b   | vote   | A    | 2025-05-01 |
b   | permit | A    | 2025-06-01 | RESIDENT
""",
    "F7 separated under one roof, and said so": """
who | kind    | home | since      | on         | says            | also
a   | claim   | A    | 2026-04-01 |            | Single          | Claimant
b   | vote    | A    | 2026-05-01 |            |                 |
b   | permit  | A    | 2026-05-01 |            |                 |
a   | contact | A    |            | 2026-03-28 | Benefit enquiry |
""",
    "F8 week about: the father is liable at the home given": """
who | kind        | home | since      | feed    | key | number | says
c   | application | A    |            | schools | S1  | 1      |
f   | contact     |      |            | schools | S1  | 2      | Father
f   | liable      | A    | 2022-01-01 |         |     |        |
m   | liable      | B    | 2022-01-01 |         |     |        |
""",
    "F9 the son of the same name": """
who | kind   | home | since      | on         | says       | born
a   | permit | A    | 2026-06-12 |            | BLUE BADGE | 1970-02-03
a   | death  |      |            | 2026-04-14 |            | 1940-02-03
""",
    "F10 gone three weeks": """
who | kind   | home | since      | until      | says
a   | permit | A    | 2026-05-14 | 2027-05-14 | RESIDENT
a   | liable | A    | 2022-01-01 | 2026-10-10 |
""",
    "F11 a night nurse with a second flat": """
who | kind    | home | since      | on         | says
t   | tenancy | A    | 2015-01-01 | 2026-09-01 | SECURE
t   | liable  | A    | 2015-01-01 |            |
t   | liable  | B    | 2025-06-01 |            |
""",
    "F12 two people from one slip of the keyboard": """
who | kind  | home | since      | key | says      | also
a   | claim | A    | 2025-01-01 | B1  | Single    | Claimant
a   | nino  |      |            | B1  | ZY123456A |
b   | claim | B    | 2025-02-01 | B2  | Single    | Claimant
b   | nino  |      |            | B2  | ZY123456A |
""",
    "F13 three days, the notice in the post": """
who | kind  | home | since      | on         | says
a   | care  | A    | 2024-01-01 | 2026-08-05 | Direct payment
a   | death |      |            | 2026-08-02 |
""",
    "F14 empty for probate": """
who | kind    | home | since      | on         | also | says
o   | liable  | A    | 2010-01-01 |            | F    |
e   | contact | A    |            | 2026-09-01 |      | Council tax enquiry
""",
}


@pytest.mark.parametrize("case", CASES)
def test_found(case):
    assert found(case.split()[0], CASES[case]).height == 1


@pytest.mark.parametrize("case", INNOCENT)
def test_silent(case):
    assert found(case.split()[0], INNOCENT[case]).is_empty()

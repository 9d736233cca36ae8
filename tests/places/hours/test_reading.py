"""What people and machines write as opening hours, and what is read from it."""

import csv
from pathlib import Path

import pytest

from borough.platform.places.hours import findings, in_words, read

OPENDATA = Path(__file__).parents[3] / "opendata"

READ = """
Mo-Fr 09:00-17:00; PH off                              | Mo-Fr 09:00-17:00; PH closed
Mon-Fri 9-5 (not bank hols)                            | Mo-Fr 09:00-17:00; PH closed
Mon - Fri 0630 - 2200, Sat - Sun 0800 - 2000           | Mo-Fr 06:30-22:00; Sa-Su 08:00-20:00
Mon-Thu 4.30am-1.35am, Fri-Sat 4.30am-2am, Sun closed. | Mo-Th 04:30-01:35; Fr-Sa 04:30-02:00; Su closed
1st Nov–31st May 9am-6pm. 1st Jun–31st Oct 9am-8pm.    | Nov 1-May 31 09:00-18:00; Jun 1-Oct 31 09:00-20:00
Mon & Wed 10am-1pm and 2-5pm, closed bank holidays     | Mo,We 10:00-13:00,14:00-17:00; PH closed
weekdays 9.30 to 5.30, weekends closed                 | Mo-Fr 09:30-17:30; Sa-Su closed
10 a.m. until noon Monday to Saturday                  | Mo-Sa 10:00-12:00
Mon-Fri 2-5pm                                          | Mo-Fr 14:00-17:00
Mon-Sun 4.30am-00.30am.                                | Mo-Su 04:30-00:30
24 hours.                                              | 24/7
Mo-Fr 10:00-12:00 "by appointment"                     | Mo-Fr 10:00-12:00 "by appointment"
Fr 22:00-26:00                                         | Fr 22:00-02:00
Feb 29 10:00-12:00                                     | Feb 29 10:00-12:00
"""

NOT_READ = """
dusk                                                          | daylight
Mon-Sun 8am-dusk.                                             | daylight
Mo-Su 08:00-sunset                                            | daylight
Daily 8am-3.30pm (winter), 8am-one hour before dusk (summer). | daylight
9am-7pm (Summer), 9am-4pm (Winter).                           | season
Mo-Fr 09:00-17:00; SH off                                     | season
Generally available 2100-0330 on a Friday                     | not-read
7-11                                                          | not-read
ring the bell                                                 | not-read
Mon-Fri                                                       | not-read
9am                                                           | not-read
Mo 10:75-12:00                                                | not-read
25:00                                                         | not-read, past-24
'; DROP TABLE places; --                                      | not-read
<script>alert(1)</script>                                     | not-read
"""

DOUBTED = """
We 00:00-19:00               | opens-at-midnight     | We 00:00-19:00 unknown
Mo 18:00-10:00               | closes-before-opening | Mo 18:00-10:00 unknown
10:00PM-8:00PM               | closes-before-opening | 22:00-20:00 unknown
Tu 09:00-05:00               | closes-before-opening | Tu 09:00-05:00 unknown
Mo-Fr 09:00-25:00            | past-24               | Mo-Fr 09:00-01:00 unknown
Mo 00:00-00:00               | no-length             | Mo 00:00-00:00 unknown
"""


def table(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split(" |")] for line in text.strip().splitlines()]


@pytest.mark.parametrize(("given", "osm"), table(READ))
def test_hours_are_read_as_openstreetmap_writes_them(given: str, osm: str) -> None:
    assert read(given).osm == osm
    assert read(osm).osm == osm, "in and out again"
    assert not read(given).doubtful


@pytest.mark.parametrize(("given", "codes"), table(NOT_READ))
def test_what_cannot_be_read_is_kept_and_unknown(given: str, codes: str) -> None:
    assert not read(given).known
    assert in_words(read(given)) == given
    assert ", ".join(finding.code for finding in findings(given)) == codes


@pytest.mark.parametrize(("given", "code", "osm"), table(DOUBTED))
def test_what_cannot_be_meant_is_a_finding_and_unknown(given: str, code: str, osm: str) -> None:
    assert [finding.code for finding in findings(given)] == [code]
    assert read(given).osm == osm + ' "these hours are being checked"'


def test_no_hours_are_not_a_finding() -> None:
    assert findings("") == ()
    assert in_words(read("")) == "Hours not known"


def test_sentences_beside_the_hours_are_kept() -> None:
    hours = read("Includes a Changing Places toilet; Mon - Fri 0630 - 2200")
    assert (hours.osm, hours.remarks) == ("Mo-Fr 06:30-22:00", "Includes a Changing Places toilet")


def test_ten_thousand_characters_are_kept_not_read() -> None:
    assert not read("Mo-Fr 09:00-17:00; " * 600).known


def test_the_hours_of_the_open_data() -> None:
    with (OPENDATA / "places.csv").open() as file:
        given = {row["opening_hours"] for row in csv.DictReader(file) if row["opening_hours"]}
    unread = {words for words in given if not read(words).known}
    assert len(given) == 30
    assert len(unread) == 6, unread
    assert [words for words in given if read(words).doubtful] == [
        words for words in given if "We 00:00-19:00" in words
    ]


WORDS = """
Mo-Fr 09:00-17:00; Sa 10:00-13:00   | Monday to Friday 9am to 5pm, Saturday 10am to 1pm
Mo-Su 00:00-24:00                   | Every day Open all day
Fr,Sa 22:00-02:30                   | Friday and Saturday 10pm to 2:30am
Mo-Su 12:00-24:00                   | Every day midday to midnight
off                                 | Closed
Mo 10:00-12:00 "staffed"            | Monday 10am to midday (staffed)
"""


@pytest.mark.parametrize(("osm", "words"), table(WORDS))
def test_a_week_in_one_sentence(osm: str, words: str) -> None:
    assert in_words(read(osm)) == words

"""Who is to be thanked for a place, by the source and the licence that its own row names."""

OGL = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/{}/"
LICENCES = {  # how a licence's name begins, and where it is to be read
    "OGL-2": OGL.format(2),
    "TfL": "https://tfl.gov.uk/corporate/terms-and-conditions/transport-data-service",
    "ODbL": "https://opendatacommons.org/licenses/odbl/1-0/",
    "Open Database": "https://opendatacommons.org/licenses/odbl/1-0/",
}
UNDER = "licensed under the Open Government Licence v"
SOURCES = {  # how a source's name begins, and the words that it asks for
    "TfL": "Powered by TfL Open Data. Contains OS data © Crown copyright and database rights 2016 and Geomni UK "
    "Map data © and database rights 2019.",
    "NHS": f"Contains NHS Digital information {UNDER}3.0.",
    "DfE": f"Contains Department for Education information {UNDER}3.0.",
    "GLA": f"Contains Greater London Authority information {UNDER}2.0.",
    "Camden Open Data": f"Contains Camden Open Data {UNDER}3.0.",
    "National Chargepoint Registry": f"Contains National Chargepoint Registry information {UNDER}3.0.",
    "LibrariesHacked": f"Contains public sector information of Arts Council England {UNDER}3.0.",
}


def attribution(source: str, otherwise: str) -> str:
    """What the source of a row asks to be said; for a source not listed, what its register says."""
    return next((words for start, words in SOURCES.items() if source.startswith(start)), otherwise)


def link(licence: str) -> str:
    """A `Link` header's value."""
    found = (address for start, address in LICENCES.items() if licence.startswith(start))
    return f'<{next(found, OGL.format(3))}>; rel="license"'

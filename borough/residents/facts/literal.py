"""Values as literals of a COPY, which takes no parameters: quoted by the driver."""

from collections.abc import Collection

from django.db import connection
from psycopg import sql


def array(values: Collection[str] | Collection[int]) -> str:
    """As in ARRAY['a','b']."""
    connection.ensure_connection()
    return sql.Literal(list(values)).as_string(connection.connection)

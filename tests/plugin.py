"""Gives the tests a PostgreSQL: a throwaway embedded server, unless DATABASE_URL names one.

Loaded before Django's settings are read. With xdist the controller starts the server and its workers
inherit the address, so there is one server and one database a worker.
"""

import atexit
import os

if not os.environ.get("DATABASE_URL"):
    from pathlib import Path

    from borough.config.database import embedded_server

    server = embedded_server(Path(__file__).parents[1] / ".borough", name="test-postgres", throwaway=True)
    if server.start():
        atexit.register(server.stop)
    os.environ["DATABASE_URL"] = server.url()

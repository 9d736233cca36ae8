from borough.platform.access.api import EVERYONE, Action, grant

READ = Action("address:read", "Ask what is known about an address or a place on the map")

grant(EVERYONE, READ, because="what a council publishes about an address is open, and no name is in it")

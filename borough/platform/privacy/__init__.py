"""Why a person may be looked at, and how long anything is kept."""

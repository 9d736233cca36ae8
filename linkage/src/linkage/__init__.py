"""Record linkage: data frames in, entities out."""

from .agreement import link
from .schema import BadInput, Option, Role, Schema
from .standard import standardise

__all__ = ["BadInput", "Option", "Role", "Schema", "link", "standardise"]

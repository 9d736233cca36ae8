"""Files of records: Parquet, CSV or JSON lines in; Parquet, CSV or JSON lines out, whole or not at all."""

from .outputs import Outputs, table_path
from .stack import Stack, read_all
from .tables import read

__all__ = ["Outputs", "Stack", "read", "read_all", "table_path"]

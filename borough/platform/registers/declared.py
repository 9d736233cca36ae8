"""The registers that are in force: the contracts that have a `[register]` table."""

from functools import lru_cache

from borough.platform.feeds import api as feeds

from .declaration import Register, declared

# Words that are pages among the registers, so that no register may have them as its name.
TAKEN = {"openapi", "catalogue", "freshness", "batches", "findings"}


def registers() -> list[Register]:
    """Every register, by title."""
    return [_read(contract.slug, contract.text) for contract in feeds.contracts() if contract.register]


def register(name: str) -> Register:
    """Raises KeyError."""
    if found := find(name):
        return found
    raise KeyError(name)


def find(name: str) -> Register | None:
    """None where no register has the name."""
    contract = feeds.contract_of(name)
    return _read(name, contract.text) if contract and contract.register else None


@lru_cache(maxsize=500)
def _read(name: str, text: str) -> Register:
    """By its text, so that a contract that changes is read anew."""
    contract = feeds.contract_of(name)
    assert contract, name
    if name in TAKEN:
        raise feeds.ContractFault(f"{name}.toml: the name is taken by a page; choose another")
    return declared(contract)

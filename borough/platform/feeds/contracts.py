"""The contracts that are in force, and those that batches were read by."""

import hashlib
from pathlib import Path

from .contract import Contract
from .contract_file import ContractFault, parse_contract, read_contracts
from .models import Batch, ContractVersion

_folders: list[Path] = []
_contracts: dict[str, Contract] = {}


def add_folder(folder: Path) -> None:
    """Contracts are the TOML files of this folder. For an AppConfig's `ready`. Raises ContractFault."""
    for contract in read_contracts(folder):
        if contract.slug in _contracts and folder not in _folders:
            raise ContractFault(f"{folder / contract.slug}.toml: another folder has a contract of this name")
        _contracts[contract.slug] = contract
    _folders.append(folder)


def contracts() -> list[Contract]:
    """Every contract in force, by title."""
    return sorted(_contracts.values(), key=lambda contract: contract.title.lower())


def contract_of(slug: str) -> Contract | None:
    return _contracts.get(slug)


def contract_then(batch: Batch) -> Contract:
    """The contract that this batch was read by."""
    now = contract_of(batch.feed_id)
    if now and _digest(now) == batch.contract_id:
        return now
    return parse_contract(batch.feed_id, batch.contract.text)


def contract_then_of(batch_id: int) -> Contract:
    return contract_then(Batch.objects.select_related("contract").get(pk=batch_id))


def version_of(contract: Contract) -> ContractVersion:
    version, _ = ContractVersion.objects.get_or_create(
        digest=_digest(contract), defaults={"slug": contract.slug, "text": contract.text}
    )
    return version


def _digest(contract: Contract) -> str:
    return hashlib.sha256(f"{contract.slug}\n{contract.text}".encode()).hexdigest()

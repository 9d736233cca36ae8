"""What a held batch would change, before anybody decides."""

from .applying import foreseen
from .consumers import Change
from .contracts import contract_then
from .models import Batch, State
from .reading import FileFault
from .store import kept_file


def preview(batch_id: int) -> Change | None:
    """The change that accepting a held batch would make; None where it is not held or cannot be read."""
    batch = Batch.objects.select_related("contract").filter(pk=batch_id, state=State.HELD).first()
    if batch is None:
        return None
    contract = contract_then(batch)
    try:
        settlement = foreseen(batch, contract, kept_file(batch.sha256))
    except FileFault:
        return None
    return Change(
        contract=contract,
        batch_id=batch.pk,
        extracted_on=batch.extracted_on,
        changed=settlement.changed.select("_row", "_key", *contract.fields),
        removed=settlement.removed,
    )


_pages: list[str] = []


def previewed_at(route: str) -> None:
    """The route (given the batch) of the page that shows what a batch with a preview would change."""
    _pages[:] = [route]


def preview_page() -> str:
    return _pages[0] if _pages else ""

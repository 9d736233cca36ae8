"""Which pages to offer: the first, the last, those beside the present one. Pure."""

from collections.abc import Callable

from borough.ui.components.wayfinding import PageItem, PageLink, Pagination


def numbers(page: int, last: int) -> list[int | None]:
    """Page numbers in order; None stands for pages left out."""
    kept = sorted({1, page - 1, page, page + 1, last} & set(range(1, last + 1)))
    out: list[int | None] = []
    for before, number in zip([0, *kept], kept, strict=False):
        if number - before == 2:
            out.append(number - 1)
        elif number - before > 2:
            out.append(None)
        out.append(number)
    return out


def pagination(page: int, last: int, address: Callable[[int], str]) -> Pagination | None:
    """None when everything is on one page."""
    if last < 2:
        return None
    items = [
        PageItem(ellipsis=True)
        if number is None
        else PageItem(number=str(number), href=address(number), current=number == page)
        for number in numbers(page, last)
    ]
    previous = PageLink(href=address(page - 1)) if page > 1 else None
    after = PageLink(href=address(page + 1)) if page < last else None
    return Pagination(items=items, previous=previous, next=after, label="Pages of this list")

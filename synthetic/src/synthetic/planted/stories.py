"""Every story that is played, by file."""

from collections.abc import Callable

from synthetic.planted.cast import Cast, Story

STORIES: list[tuple[Story, Callable[[Cast], None]]] = []


def plants(
    detector: str, control: bool = False
) -> Callable[[Callable[[Cast], None]], Callable[[Cast], None]]:
    """Mark a function as a story; its name is the kind, its docstring the explanation."""

    def mark(play: Callable[[Cast], None]) -> Callable[[Cast], None]:
        name = play.__name__.replace("_", " ")
        STORIES.append((Story(name, detector, control, " ".join((play.__doc__ or "").split())), play))
        return play

    return mark

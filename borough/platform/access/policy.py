"""The policy as declared: each app's `actions.py` names its actions and grants them to roles."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse

from .rules import Action, Actor, Allowed, Policy, Role, decide

View = Callable[..., Any]
_policy: dict[Action, dict[Role, str]] = {}


def grant(roles: Role | Iterable[Role], action: Action, *, because: str) -> None:
    """Let a role (or several) do this. `because` is kept with every decision that rests on it."""
    same_code = next((known for known in _policy if known.code == action.code), action)
    if same_code != action:
        raise ValueError(f"Two different actions are called {action.code}")
    for role in [roles] if isinstance(roles, Role) else roles:
        _policy.setdefault(action, {})[role] = because


def policy() -> Policy:
    return _policy


def allow(action: Action) -> Callable[[View], View]:
    """Name the action that a view is. The middleware decides; a view without one is refused to everybody."""

    def name(view: View) -> View:
        @wraps(view)
        def named(*args: Any, **kwargs: Any) -> Any:
            return view(*args, **kwargs)

        named.action = action  # type: ignore[attr-defined]
        return named

    return name


def action_of(view: View) -> Action | None:
    return getattr(view, "action", None)


def may_open(actor: Actor, route: str, *places: object) -> bool:
    """Whether this actor would be let in at the route of this name; for showing no link that leads to a no."""
    view = resolve(reverse(route, args=places)).func
    return isinstance(decide(actor, action_of(view), _policy), Allowed)


def routes() -> dict[str, View]:
    """Every route of the house, as its pattern, with its view."""
    return dict(_walk(get_resolver(), ""))


def _walk(resolver: URLResolver, prefix: str) -> Iterable[tuple[str, View]]:
    for entry in resolver.url_patterns:
        route = f"{prefix}{entry.pattern}"
        if isinstance(entry, URLPattern):
            yield "/" + route, entry.callback
        else:
            yield from _walk(entry, route)


def unruled() -> list[str]:
    """Routes that no policy allows to anybody: a fault of whoever added them."""
    return [route for route, view in routes().items() if action_of(view) not in _policy]

"""`python -m benchmarks [NAME]`: run one benchmark, or all."""

import importlib
import pkgutil
import sys

import benchmarks

from . import _page as page


def main() -> None:
    names = [module.name for module in pkgutil.iter_modules(benchmarks.__path__) if module.name[0] != "_"]
    asked = sys.argv[1:] or names
    if unknown := set(asked) - set(names):
        sys.exit(f"No benchmark {', '.join(sorted(unknown))}. There are: {', '.join(names)}.")
    for name in asked:
        print(f"# {name}", file=sys.stderr, flush=True)
        importlib.import_module(f"benchmarks.{name}").main()
        page.write()


if __name__ == "__main__":
    main()

"""`borough ui refresh-assets`: keep the front-end assets up to date."""

import click

from . import vendor


@click.command()
def refresh_assets() -> None:
    """Fetch the vendored front-end packages again, at the versions named in borough/ui/vendor.py."""
    for package in vendor.PACKAGES:
        vendor.refresh(package)
        click.echo(f"{package.name} {package.version} -> {package.folder.relative_to(vendor.HERE)}")


COMMANDS = {"ui refresh-assets": refresh_assets}

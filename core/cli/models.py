"""`bartizan models`: the local ONNX models on this machine."""

from pathlib import Path

import click

from core.cli.main import FINDINGS, FINE
from core.cli.output import json_option, print_json


@click.group()
def models() -> None:
    """List, verify and add the local models that rank suggestions."""


@models.command(name="list")
@json_option
def list_models(as_json: bool) -> None:
    """List every model with its state: absent, verified or rejected."""
    _show(as_json)


@models.command()
@json_option
def verify(as_json: bool) -> int:
    """Verify every model; status 1 where one is rejected."""
    return FINDINGS if "rejected" in _show(as_json) else FINE


@models.command()
@click.argument("folder", type=click.Path(path_type=Path))
@json_option
def add(folder: Path, as_json: bool) -> None:
    """Try the model in FOLDER in a limited process, and keep it if it does what its manifest says."""
    from core.inference.trial import admit

    manifest = admit(folder)
    if as_json:
        print_json({"name": manifest.name, "version": manifest.version, "sha256": manifest.model})
    else:
        click.echo(f"{manifest.name} {manifest.version}")


def _show(as_json: bool) -> set[str]:
    from core.inference.registry import models as found_models

    found = [model.to_plain() for model in found_models()]
    if as_json:
        print_json(found)
    else:
        for model in found:
            click.echo(f"{model['state']:<9} {model['name']} {model['version']}  {model['reason']}")
    return {model["state"] for model in found}

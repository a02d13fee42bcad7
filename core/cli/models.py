"""`bartizan models`: the local ONNX models on this machine."""

import click

from core.cli.main import FINDINGS, FINE
from core.cli.output import json_option, print_json


@click.group()
def models() -> None:
    """List and verify the local models that rank suggestions."""


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


def _show(as_json: bool) -> set[str]:
    from core.inference.registry import models as found_models

    found = [model.to_plain() for model in found_models()]
    if as_json:
        print_json(found)
    else:
        for model in found:
            click.echo(f"{model['state']:<9} {model['name']} {model['version']}  {model['reason']}")
    return {model["state"] for model in found}

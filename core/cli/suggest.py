"""`bartizan suggest`: catalogue entries that fit an element, a sentence or a project, with evidence."""

import json
from pathlib import Path
from typing import Any

import click

from core.cli.output import json_option, print_json
from core.ground.diagnostic import Diagnostic, Refused
from core.ground.words import _

TOPICS = ("weaknesses", "tests")


def _words_needed(_context: click.Context, _option: click.Parameter, text: str | None) -> str | None:
    if text is not None and not text.strip():
        raise click.BadParameter(_("the text is empty."))
    return text


@click.command()
@click.argument("topic", type=click.Choice(["threats", "weaknesses", "requirements", "tests"]))
@click.argument("project", required=False, type=click.Path(path_type=Path))
@click.option("--text", callback=_words_needed, help="A sentence to find suggestions for.")
@click.option("--text-file", type=click.Path(path_type=Path), help="JSON lines of id and text.")
@click.option("--top", default=10, show_default=True, type=click.IntRange(1, 1000))
@json_option
def suggest(
    topic: str, project: Path | None, text: str | None, text_file: Path | None, top: int, as_json: bool
) -> None:
    """Suggest weaknesses or tests for PROJECT, a sentence, or many sentences."""
    if topic not in TOPICS:
        raise Refused(
            Diagnostic(
                "suggest-topic",
                _("Suggesting {topic} is not supported yet").format(topic=topic),
                hint=_("Suggested today are: {topics}.").format(topics=", ".join(TOPICS)),
                example="bartizan suggest weaknesses plant.bzn --top 5",
            )
        )
    if sum(given is not None for given in (project, text, text_file)) != 1:
        raise click.UsageError(_("Name one of PROJECT, --text and --text-file."))
    from core.assistants.suggestions import suggest_task

    payload: dict[str, Any] = {"topic": topic, "top": top}
    if project is not None:
        from core.assistants.models import model_of
        from core.assistants.plans import plain_model

        payload["elements"] = plain_model(model_of(project).snapshot)
    elif text_file is not None:
        payload["texts"] = _records(text_file)
    else:
        payload["text"] = text
    found = suggest_task(payload, lambda _done, _total, _words: None)
    if as_json:
        print_json(found)
    else:
        _print(found)


def _print(found: list[dict[str, Any]]) -> None:
    for entry in found:
        if "suggestions" in entry:
            click.echo(entry["id"])
            for suggestion in entry["suggestions"]:
                click.echo(f"  {suggestion['id']:<10} {suggestion['title']}")
        else:
            click.echo(f"{entry['id']:<10} {entry['title']}")
            for ground in entry["evidence"]:
                click.echo(f"{'':<10} {ground['source']}: {ground['text']}")


def _records(path: Path) -> list[dict[str, str]]:
    from core.exchange.foreign import parse_json, read_bytes

    records = []
    for number, line in enumerate(read_bytes(path).splitlines(), start=1):
        if not line.strip():
            continue
        record = parse_json(line, str(path))
        if not isinstance(record, dict) or not all(
            isinstance(record.get(key), str) for key in ("id", "text")
        ):
            raise Refused(
                Diagnostic(
                    "suggest-record",
                    _("Each line holds a record with the texts id and text"),
                    str(path),
                    number,
                    1,
                    hint=_("Write one JSON object a line:"),
                    example=json.dumps({"id": "S-1", "text": "The gateway accepts any password."}),
                )
            )
        records.append({"id": record["id"], "text": record["text"]})
    return records

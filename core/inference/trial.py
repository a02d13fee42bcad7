"""Tries a model from outside in a child process with limits, before anything else runs it.

The size of a model file does not bound the memory it takes: 144 bytes can ask for gigabytes. A model is
accepted when it keeps within the limits and passes the gate of the shipped recipe of its name.
"""

import json
import shutil
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from core.ground.diagnostic import Diagnostic, LimitReached, Refused
from core.ground.resources import resource_folder
from core.ground.words import _
from core.inference.manifest import FILE, MODEL_FILE, TOKENIZER_FILE, Manifest
from core.inference.places import added_models
from core.inference.registry import open_model, recipe
from core.jobs import run_program

MEGABYTES = 2048
SECONDS = 60.0


def admit(folder: Path) -> Manifest:
    """Verify the model of a folder, try it, and keep a copy where models are found; its manifest.

    Refused where the model is not what its manifest says, is of an unknown name, or fails the gate;
    LimitReached where it takes too much time or memory. Nothing is kept then.
    """
    content = open_model(folder)
    shipped = resource_folder("models")
    if not (shipped / content.manifest.name / FILE).is_file():
        raise Refused(_unknown(content.manifest.name, shipped))
    known = recipe(content.manifest.name, shipped)
    if (known.weights, known.tokenizer) != (content.manifest.weights, content.manifest.tokenizer):
        raise Refused(_failed(folder, _("it was not made from the pinned weights and tokeniser")))
    home = added_models()
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home, prefix=".adding-") as temporary:
        copy = Path(temporary) / known.name
        copy.mkdir()
        (copy / MODEL_FILE).write_bytes(content.model)
        (copy / TOKENIZER_FILE).write_bytes(content.tokenizer)
        candidate = replace(known, model=content.manifest.model, builder=content.manifest.builder)
        (copy / FILE).write_text(candidate.written(), encoding="utf-8")
        accepted = replace(candidate, verification=tried(copy, shipped / known.name))
        (copy / FILE).write_text(accepted.written(), encoding="utf-8")
        target = home / known.name
        if target.exists():
            shutil.rmtree(target)
        copy.rename(target)
    return accepted


def tried(
    folder: Path, reference: Path, megabytes: int = MEGABYTES, seconds: float = SECONDS
) -> dict[str, float]:
    """What the model of a folder reached in a child process; Refused or LimitReached where it failed."""
    arguments = [sys.executable, "-P", "-m", __name__, str(folder), str(reference), str(megabytes)]
    ended = run_program(arguments, seconds=seconds)
    if ended.state == "overdue":
        raise LimitReached(_failed(folder, _("it ran longer than {count} s").format(count=f"{seconds:g}")))
    if not ended.was_successful:
        last = (ended.errors.strip().splitlines() or [""])[-1]
        words = _("it did not stay within {size} MB, or failed: {reason}")
        raise LimitReached(_failed(folder, words.format(size=megabytes, reason=last)))
    answer = json.loads(ended.output)
    if not answer.pop("passed"):
        words = _("its vectors are too far from the reference (cosine {least})")
        raise Refused(_failed(folder, words.format(least=answer["least_cosine"])))
    return dict(answer)


def main(folder: Path, reference: Path, megabytes: int) -> None:
    """The child's part: limit memory, load, compare, and print what was reached."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    from core.inference.gate import nearness, read_reference
    from core.inference.session import Session
    from core.inference.tokenising import Tokeniser

    content = open_model(folder)
    texts, vectors = read_reference(reference)
    tokeniser = Tokeniser(content.tokenizer, content.manifest.maximum_length)
    near = nearness(Session(content.model), tokeniser, texts, vectors)
    answer = {
        "passed": near.passes(content.manifest),
        "mean_cosine": round(near.mean, 4),
        "least_cosine": round(near.least, 4),
        "texts": near.texts,
    }
    sys.stdout.write(json.dumps(answer) + "\n")


def _unknown(name: str, shipped: Path) -> Diagnostic:
    known = sorted(manifest.parent.name for manifest in shipped.glob(f"*/{FILE}"))
    return Diagnostic(
        "model-unknown",
        _("Bartizan has no use for a model called “{name}”").format(name=name),
        hint=_("It knows: {names}.").format(names=", ".join(known)),
    )


def _failed(folder: Path, reason: str) -> Diagnostic:
    return Diagnostic(
        "model-trial",
        _("The model did not pass its trial: {reason}").format(reason=reason),
        str(folder),
        hint=_("Build it anew from the pinned weights:"),
        example="python3 installers/bootstrap.py setup",
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))

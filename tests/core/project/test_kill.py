"""A program that is killed at any moment loses no gesture that had finished."""

import os
import random
import signal
import subprocess
import sys
import time

import pytest

from core.model import Component
from core.project import create_project, open_project

EDITOR = """
import os, pathlib, sys
from core.model import Component
from core.project import open_project
project = open_project(pathlib.Path(sys.argv[1]))
assert not project.read_only
print("ready", flush=True)
for number in range(10**6):
    with project.change(f"Create component {number}") as edit:
        for part in range(1 + number % 5):
            edit.new(Component, name=f"{os.getpid()}.{number}.{part}")
    print(f"{os.getpid()}.{number}", flush=True)
"""


@pytest.mark.parametrize("rounds", [5, pytest.param(50, marks=pytest.mark.slow)])
def test_no_finished_gesture_is_lost_when_the_program_is_killed(tmp_path, rounds):
    path = tmp_path / "plant.bzn"
    create_project(path).close()
    chance = random.Random(rounds)
    finished: list[str] = []
    for _ in range(rounds):
        editor = subprocess.Popen([sys.executable, "-c", EDITOR, path], stdout=subprocess.PIPE, text=True)
        assert editor.stdout is not None
        assert editor.stdout.readline() == "ready\n"
        time.sleep(chance.uniform(0, 0.05))
        os.kill(editor.pid, signal.SIGKILL)
        said = editor.stdout.read().split("\n")[:-1]
        editor.wait()
        editor.stdout.close()
        finished += said
        with open_project(path) as project:
            project.verify()
            there = {component.name for component in project.snapshot().of(Component)}
    for gesture in finished:
        number = int(gesture.split(".")[1])
        assert {f"{gesture}.{part}" for part in range(1 + number % 5)} <= there, gesture
    halves = {name.rpartition(".")[0] for name in there}
    for gesture in halves:
        number = int(gesture.split(".")[1])
        assert {f"{gesture}.{part}" for part in range(1 + number % 5)} <= there, f"{gesture} is half done"
    assert len(finished) > rounds

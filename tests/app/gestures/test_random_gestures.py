"""Whatever is done on a drawing, it stays sound, and all of it can be undone and done again."""

import pytest

from app.theme.fonts import load_fonts
from tests.app.gestures.playing import DIAGRAMS, STEPS, fewest, mouse, played

FEW = 24
MANY = 250


def check(tmp_path_factory, name, seed, count, choices):
    """Play so many steps; a failure tells the seed and the fewest steps that lead to one."""

    def make_folder():
        return tmp_path_factory.mktemp("plant")

    broken, done = played(make_folder(), name, seed, range(count), choices)
    if broken:
        short, steps = fewest(make_folder, name, seed, range(len(done)), choices)
        pytest.fail(f"seed {seed} on {name}, steps {', '.join(steps)}: {short or broken}")


@pytest.fixture(autouse=True)
def fonts(qapp):
    load_fonts()


@pytest.mark.parametrize("name", DIAGRAMS)
def test_random_gestures_keep_a_drawing_sound(tmp_path_factory, name):
    check(tmp_path_factory, name, 1, FEW, STEPS)


def test_random_drags_of_the_mouse_keep_a_drawing_sound(tmp_path_factory):
    check(tmp_path_factory, DIAGRAMS[2], 1, FEW, (mouse,))


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("seed", range(2, 5))
@pytest.mark.parametrize("name", DIAGRAMS)
def test_thousands_of_random_gestures_keep_a_drawing_sound(tmp_path_factory, name, seed):
    check(tmp_path_factory, name, seed, MANY, STEPS)


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("name", DIAGRAMS)
def test_many_random_drags_of_the_mouse_keep_a_drawing_sound(tmp_path_factory, name):
    check(tmp_path_factory, name, 2, MANY, (mouse,))

"""The lines of sources that PySide reads as modules are imported take no memory once a project is open."""

import linecache
import traceback

from app.session.session import Session


def test_an_open_project_keeps_no_lines_of_sources(qapp, tmp_path):
    linecache.getlines(__file__)
    assert __file__ in linecache.cache
    session = Session()
    assert session.create(tmp_path / "plant.bzn")
    assert __file__ not in linecache.cache
    session.close()


def test_a_traceback_still_shows_its_lines(qapp, tmp_path):
    session = Session()
    assert session.create(tmp_path / "plant.bzn")
    try:
        raise ValueError("here")
    except ValueError as error:
        told = "".join(traceback.format_exception(error))
    assert 'raise ValueError("here")' in told
    session.close()

"""Configuration files that are handed in: read as they are written, and hostile until then."""

import os
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.exchange.settings.folder import EvidenceFolder, has_changed
from core.exchange.settings.reading import DEEPEST, LARGEST, read_settings
from core.ground.diagnostic import Refused

SSHD = b"""# Hardened 2026-11
Port 22
PasswordAuthentication no
permitrootlogin = prohibit-password
Banner "/etc/issue.net"   # shown first
SetEnv LANG=C
Match User backup
"""
INI = b"[lock]\nafter = 10 min ; of rest\n[screen]\nafter: 5 min\nlog sessions = on\n"
YAML = b"ssh:\n  permit: no\n  ports: [22, 2222]\nname: 'on'\n"
TOML = b"[server]\ntls = true\nmin = 1.20\nports = [443]\n"
XML = b'<c:device xmlns:c="urn:c" model="S7"><c:port n="1">off</c:port><c:port n="2">on</c:port></c:device>'
JSON = b'{"a": {"b": [1, 2.50, true, null]}, "n": 1e400, "big": ' + b"9" * 5000 + b"}"


@pytest.mark.parametrize(
    ("name", "content", "key", "values"),
    [
        ("sshd_config", SSHD, "PasswordAuthentication", ("no",)),
        ("sshd_config", SSHD, "PermitRootLogin", ("prohibit-password",)),
        ("sshd_config", SSHD, "Banner", ("/etc/issue.net",)),
        ("sshd_config", SSHD, "SetEnv", ("LANG=C",)),
        ("sshd_config", SSHD, "Hardened", ()),
        ("panel.ini", INI, "lock/after", ("10 min",)),
        ("panel.ini", INI, "screen/after", ("5 min",)),
        ("panel.ini", INI, "screen/log sessions", ("on",)),
        ("panel.ini", INI, "after", ()),
        ("panel.ini", INI.decode().encode("utf-16"), "lock/after", ("10 min",)),
        ("a.yaml", YAML, "ssh/permit", ("no",)),
        ("a.yaml", YAML, "ssh/ports/1", ("2222",)),
        ("a.yaml", YAML, "SSH/permit", ()),
        ("a.toml", TOML, "server/tls", ("true",)),
        ("a.toml", TOML, "server/min", ("1.20",)),
        ("a.xml", XML, "device/@model", ("S7",)),
        ("a.xml", XML, "device/port", ("off", "on")),
        ("a.json", JSON, "a/b/1", ("2.50",)),
        ("a.json", JSON, "a/b/2", ("true",)),
        ("a.json", JSON, "a/b/3", ()),
        ("a.json", JSON, "n", ("1e400",)),
        ("a.json", JSON, "big", ("9" * 5000,)),
        ("a.json", b'{"a": 1, "a": 2, "a": 1}', "a", ("1", "2")),
        ("b", b"A yes\na no\n", "a", ("yes", "no")),
    ],
)
def test_each_value_stands_as_it_is_written_under_its_key(name, content, key, values):
    assert values == read_settings(content, name).at(key)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", b"{"),
        ("a.json", b"[" * 100_000),
        ("a.json", b'{"a":' * (DEEPEST + 2) + b"1" + b"}" * (DEEPEST + 2)),
        ("a.json", b"\xff\xfe\xff"),
        ("a.yaml", b"a: &x [1]\nb: *x\n"),
        ("a.yaml", b"!!python/object/apply:os.system [ls]\n"),
        ("a.toml", b"a = 1\na = 2\n"),
        ("a.toml", b"a = " + b"[" * 5000),
        ("a.toml", b"a = " + b"9" * 5000),
        ("a.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
        ("a.xml", b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'),
        ("a.xml", b"<a>" * (DEEPEST + 2) + b"</a>" * (DEEPEST + 2)),
        ("a.xml", b"<a"),
        ("a.conf", b"\x00\xff\xfe"),
        ("a.conf", b"a b\n" * (LARGEST // 4 + 1)),
        ("a.conf", b"k1 v\n" * 150_000),
    ],
)
def test_a_file_that_is_not_what_it_says_or_without_end_is_refused_with_its_name(name, content):
    with pytest.raises(Refused) as refused:
        read_settings(content, name)
    assert [one.file for one in refused.value.diagnostics] == [name]


@given(
    st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace")),
    st.sampled_from(["a", "a.ini", "a.json", "a.yaml", "a.toml", "a.xml"]),
)
def test_no_file_does_anything_but_be_read_or_refused(content, name):
    try:
        found = read_settings(content, name)
    except Refused:
        return
    assert all(isinstance(value, str) for values in found.values.values() for value in values)


@pytest.fixture
def folder(tmp_path):
    """A folder of evidence with a file in it, and one beside it that is not to be read."""
    inside = tmp_path / "in"
    (inside / "sub").mkdir(parents=True)
    (inside / "sub" / "a.ini").write_text("a = 1\n")
    (tmp_path / "secret.ini").write_text("a = 2\n")
    os.symlink(tmp_path / "secret.ini", inside / "link.ini")
    os.symlink(inside / "loop.ini", inside / "loop.ini")
    os.mkfifo(inside / "pipe.ini")
    return inside


@pytest.mark.parametrize(
    "name",
    [
        "../secret.ini",
        "/etc/passwd",
        "link.ini",
        "pipe.ini",
        "loop.ini",
        "sub",
        "none.ini",
        "a\0b",
        "x" * 5000,
    ],
)
def test_nothing_beyond_the_folder_is_read_and_nothing_that_is_no_file(folder, name):
    evidence = EvidenceFolder(folder)
    for ask in (evidence.settings, evidence.digest):
        with pytest.raises(Refused):
            ask(name)
    assert evidence.seen == {}


def test_a_file_is_known_by_its_digest_and_told_when_it_changes(folder):
    evidence = EvidenceFolder(folder)
    assert evidence.settings("sub/a.ini").at("a") == ("1",)
    (seen,) = evidence.seen.values()
    assert evidence.digest("sub/a.ini") == seen.digest == sha256(b"a = 1\n").hexdigest()
    assert not has_changed(folder, seen)
    (folder / "sub" / "a.ini").write_text("a = 10\n")
    assert [has_changed(root, seen) for root in (folder, None, folder / "no")] == [True] * 3


def test_without_a_folder_nothing_was_handed_in(tmp_path):
    for root in (None, tmp_path / "none"):
        with pytest.raises(Refused, match="No evidence was handed in"):
            EvidenceFolder(root).digest("a")

"""The columns of a table, or the attributes of a ReqIF file, with the first of what stands in them."""

from itertools import islice
from pathlib import Path

from core.requirements.likely import SAMPLES
from core.requirements.reqif.checked import is_reqif
from core.requirements.reqif.objects import reqif_rows
from core.requirements.sheets import first_rows, is_workbook
from core.requirements.tables import cells_of


def attributes(content: bytes, name: str) -> dict[str, list[str]]:
    """The first cells by the names of columns or attributes; none where the file is of another kind.

    Refused where it cannot be read.
    """
    suffix = Path(name).suffix.lower()
    if suffix in (".reqif", ".reqifz") or is_reqif(content):
        return reqif_rows(content, name).samples
    if suffix == ".xlsx" or is_workbook(content):
        rows = iter(first_rows(content, name, SAMPLES + 1))
    elif suffix in (".csv", ".tsv"):
        encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            text = content.decode("cp1252", errors="replace")
        rows = cells_of(text, name)
    else:
        return {}
    _line, header = next(rows, (1, []))
    below = [cells for _line, cells in islice(rows, SAMPLES)]
    return {
        one.strip(): [cells[place] for cells in below if place < len(cells)]
        for place, one in enumerate(header)
        if one.strip()
    }

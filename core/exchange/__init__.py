"""Other tools' files in and out: one folder a format, lenient where it reads.

A reader is pure: file content in, `Imported` out. `import_file` makes one change of it, or none.
"""

from core.exchange.imported import Imported
from core.exchange.importing import import_file

__all__ = ["Imported", "import_file"]

"""`python -m core.cli`: how workers are started."""

import sys

from core.cli.main import main

sys.exit(main(sys.argv[1:]))

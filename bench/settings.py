"""The settings of a site under measurement: a site's own, with every file in a folder that is thrown away."""

import os
from pathlib import Path

from config.settings import *  # noqa: F403 - a site's settings, all of them

FOLDER = Path(os.environ["BENCH_FOLDER"])
STATIC_ROOT = FOLDER / "static"
MEDIA_ROOT = FOLDER / "media"

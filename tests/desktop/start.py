"""What QGIS is told to run: `driver` as a module, since QGIS runs this file without a name of its own."""

import json
import os
import sys
import traceback
from pathlib import Path

task = json.loads(os.environ["WALK"])
sys.path.append(task["here"])
try:
    import driver

    driver.begin()
except BaseException:
    Path(task["answer"]).write_text(json.dumps({"error": traceback.format_exc()}))
    os._exit(1)

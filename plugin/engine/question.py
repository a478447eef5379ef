"""A question to a program that takes seconds to answer, asked without a thread: somebody looks now and then."""

from __future__ import annotations

import subprocess  # nosec B404 - the engine is a process of its own
import tempfile
import time
from collections.abc import Generator, Mapping, Sequence

from .python import NO_WINDOW

Waiting = Generator[None, None, "subprocess.CompletedProcess[str]"]


def ask(command: Sequence[str], environment: Mapping[str, str], seconds: float) -> Waiting:
    """Yields as long as the program runs; returns how it ended and what it printed.  Closed before that, it ends the program.

    Raises OSError when it can't be started, subprocess.TimeoutExpired after so many seconds.
    """
    end = time.monotonic() + seconds
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(  # nosec B603 - the user's own interpreter, no shell
            list(command),
            env=dict(environment),
            cwd=tempfile.gettempdir(),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=errors,
            creationflags=NO_WINDOW,
        )
        try:
            while process.poll() is None:
                if time.monotonic() > end:
                    raise subprocess.TimeoutExpired(process.args, seconds)
                yield
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
        printed = []
        for stream in (output, errors):
            stream.seek(0)
            printed.append(stream.read().decode("utf-8", "replace"))
    return subprocess.CompletedProcess(process.args, process.returncode, *printed)

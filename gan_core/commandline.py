"""`python -m gan_core VERB ...`: a verb's job is its list of options."""

from __future__ import annotations

import argparse
import dataclasses
import functools
import json
import os
import sys
import time
from collections.abc import Callable
from typing import Any, Optional, Sequence

from gan_core import __version__, unforeseen
from gan_core.api import jobs, library
from gan_core.api.errors import Cancelled, RasterGanError, sentence
from gan_core.api.jobs import JOBS, Job
from gan_core.api.jobs.raster import UpscaleJob
from gan_core.api.notes import note_text
from gan_core.api.protocol import finite

BAR = 30
RESTORATION = ("upscale", "enhance")
MODELS_OF = {
    "evaluate": (*RESTORATION, "sharpen"),
    "checklayer": RESTORATION,
    "finetune": RESTORATION,
    "exportmodel": (*RESTORATION, "sharpen", "classify", "detect", "generate", "translate"),
}
"""Tasks of the models that a verb takes, where they are not its own."""
HERE = {"training-folder": "training-files"}
"""Notes that say more where there is no window with buttons."""


class TerminalReport:
    """A progress bar on a terminal, plain lines elsewhere; everything but results goes to stderr."""

    def __init__(self, quiet: bool, verb: str = "") -> None:
        """verb: whose options notes name."""
        self.quiet, self.names = quiet, option_names(verb) if verb else {}
        self.bar = sys.stderr.isatty() and not quiet
        self.first: Optional[tuple[float, float]] = None
        """How much was done, and when that was first told: a job may go on from its middle."""

    def progress(self, share: float) -> None:
        if not self.bar:
            return
        now = time.monotonic()
        begun, began = self.first = self.first or (share, now)
        left = f"{(now - began) * (1 - share) / (share - begun):5.0f} s left" if share > begun else ""
        filled = int(BAR * share)
        print(f"\r[{'#' * filled}{'.' * (BAR - filled)}] {share:4.0%} {left}  ", end="", file=sys.stderr, flush=True)
        if share >= 1:
            print(file=sys.stderr)

    def note(self, code: str, **values: Any) -> None:
        if not self.quiet:
            code = HERE.get(code, code)
            print(("\r\033[K" if self.bar else "") + note_text(code, values, names=self.names), file=sys.stderr)

    def check(self) -> None:
        """Ctrl+C raises by itself."""


def parser() -> argparse.ArgumentParser:
    """One subcommand a verb, made from the fields of its job."""
    top = argparse.ArgumentParser(prog="python -m gan_core", description="Raster GAN on the command line.")
    top.add_argument("--version", action="version", version=__version__)
    verbs = top.add_subparsers(dest="verb", required=True, metavar="VERB")
    for verb, job_type in JOBS.items():
        summary = (job_type.__doc__ or "").strip()
        command = verbs.add_parser(
            verb,
            help=summary.split(". ")[0].rstrip("."),
            description=summary,
            epilog=models(verb),
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        for field in in_order(job_type):
            _add(command, field)
        command.add_argument(
            "--json", action="store_true", help="print the results as one JSON object, and nothing else"
        )
        command.add_argument(
            "--debug", action="store_true", help="show the traceback of an error that nobody foresaw, too"
        )
    worker = verbs.add_parser("worker", help="serve jobs on stdin and stdout, as the QGIS plugin asks for them")
    worker.add_argument("--idle", type=float, default=600.0, help="seconds without a job after which it leaves")
    worker.add_argument("--threads", type=int, default=0, help="threads of the processor; 0 for all")
    return top


def in_order(kind: type[Job]) -> list[dataclasses.Field[Any]]:
    """A job's fields: those without an option's dashes stand where their `position` says."""
    fields = list(dataclasses.fields(kind))
    for field in [field for field in fields if "position" in field.metadata]:
        fields.remove(field)
        fields.insert(field.metadata["position"], field)
    return fields


def is_positional(field: dataclasses.Field[Any]) -> bool:
    """Whether it must be given: it has no default, or none that does."""
    return field.default is dataclasses.MISSING or "position" in field.metadata


def _add(command: argparse.ArgumentParser, field: dataclasses.Field[Any]) -> None:
    extra = {key: value for key, value in field.metadata.items() if key in ("type", "choices", "metavar")}
    help_ = field.metadata["help"].replace("%", "%%")
    name = field.name.replace("_", "-")
    if is_positional(field):
        command.add_argument(field.name, metavar=field.name.upper(), help=help_)
    elif field.default is True:
        command.add_argument(f"--not-{name}", dest=field.name, action="store_false", help=f"do not: {help_}")
    elif field.default is False:
        command.add_argument(f"--{name}", action="store_true", help=help_)
    elif field.name == "extent":
        command.add_argument("--extent", nargs=4, type=float, help=help_, **extra)
    elif field.default == ():
        split = functools.partial(_split, convert=extra.pop("type"))
        command.add_argument(f"--{name}", action="extend", type=split, default=[], help=help_, **extra)
    else:
        command.add_argument(f"--{name}", default=field.default, help=help_, **extra)


def option_names(verb: str) -> dict[str, str]:
    """What is typed for algorithms, for a verb's parameters and for those of `upscale` that a check of a layer advises, by the
    ids that sentences have for them; parameters that stand without dashes, and those that are on unless their --not-… is given,
    keep these."""
    fields = {sentence_name(field): field for job in (UpscaleJob, JOBS[verb]) for field in dataclasses.fields(job)}
    return {
        **{f"rastergan:{verb}": verb for verb in JOBS},
        **{
            name: f"--{field.name.replace('_', '-')}"
            for name, field in fields.items()
            if not is_positional(field) and field.default is not True
        },
    }


def sentence_name(field: dataclasses.Field[Any]) -> str:
    """What sentences call a parameter."""
    return str(field.metadata.get("called", field.name.upper()))


def _split(text: str, convert: Callable[[str], Any]) -> list[Any]:
    return [convert(part) for part in text.split(",")]


def models(verb: str) -> str:
    """What of the library a verb takes, a line a model; empty for a verb that takes none."""
    field = JOBS[verb].__dataclass_fields__.get("model") or JOBS[verb].__dataclass_fields__.get("parent")
    tasks = MODELS_OF.get(verb, (verb,))
    cards = [entry.card for entry in library.entries().values() if entry.card.task in tasks] if field else []
    return "\n".join(["models:", *(f"  {card.id:18} {card.title}" for card in cards)]) if cards else ""


def job_of(options: argparse.Namespace) -> Job:
    """The job that the options describe.  Raises RasterGanError."""
    names = [field.name for field in dataclasses.fields(JOBS[options.verb])]
    return jobs.from_dict({"verb": options.verb, **{name: getattr(options, name) for name in names}})


def main(arguments: Optional[Sequence[str]] = None) -> int:
    """0 done, 1 an error that is said on stderr, 130 interrupted."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(
            stream, "reconfigure"
        ):  # a console or log of another encoding shows what it can, and the rest escaped
            stream.reconfigure(errors="backslashreplace")
    options = parser().parse_args(arguments)
    if options.verb == "worker":
        from gan_core import worker

        return worker.main(options.idle, options.threads)
    job = None
    try:
        job = job_of(options)
        _tell(_done(job, options), options.json)
    except (KeyboardInterrupt, Cancelled) as error:
        print(f"\n{error if isinstance(error, Cancelled) else Cancelled()}", file=sys.stderr)
        return 130
    except RasterGanError as error:
        return _failed(error, options)
    except BrokenPipeError:  # whoever read our output has left; the files are in their places
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - until the interpreter's own last flush
        return 1
    except Exception as error:
        return _failed(unforeseen.internal_error(error, job, options.debug), options)
    return 0


def _done(job: Job, options: argparse.Namespace) -> dict[str, Any]:
    """The job's results.  Raises RasterGanError."""
    if job.needs_torch:
        import torch  # noqa: F401 - before osgeo, see worker.py

    from gan_core import tasks

    return tasks.run(job, TerminalReport(options.json, job.verb))


def _failed(error: RasterGanError, options: argparse.Namespace) -> int:
    message = sentence(error.code, error.values, names=option_names(options.verb))
    if options.json:
        print(json.dumps(finite({"error": error.code, "values": error.values, "message": message})))
    print(f"\n{message}", file=sys.stderr)
    return 1


def _tell(results: dict[str, Any], as_json: bool) -> None:
    if as_json:
        print(json.dumps(finite(results)), flush=True)
        return
    for name, value in results.items():
        if isinstance(value, dict):
            continue  # tags: they are in the file
        print(_table(value) if isinstance(value, list) else f"{name}: {value}")
    sys.stdout.flush()


def _table(rows: list[dict[str, Any]]) -> str:
    """Rows of the same facts, in columns."""
    lines = [list(rows[0]), *[[str(value) for value in row.values()] for row in rows]] if rows else []
    widths = [max(map(len, column)) for column in zip(*lines)]
    return "\n".join("  ".join(f"{word:{width}}" for word, width in zip(line, widths)).rstrip() for line in lines)

"""A raster-to-raster job made ready: its bands assigned to models, these loaded, the sensors known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from gan_core.api.errors import RasterGanError
from gan_core.api.jobs.parts import part_of
from gan_core.api.jobs.raster import RestorationJob, UpscaleJob
from gan_core.api.protocol import Report
from gan_core.checks.pixels import warn
from gan_core.inference import devices
from gan_core.inference.consistency_step import ConsistencyStep
from gan_core.inference.model import load
from gan_core.inference.predictor import Predictor
from gan_core.inference.trust import MARGIN, TTA_TRANSFORMS, other_end
from gan_core.pipeline.band_groups import BandGroup, EnhancedGroup, TrustEstimator, UpscaledGroup
from gan_core.pipeline.bands import BandAssignment, assign_bands
from gan_core.pipeline.inputs import wanted_window
from gan_core.pipeline.raster_step import RasterStep
from gan_core.pipeline.sensing import Wanted, measure_sensors
from gan_core.pipeline.trust_claim import weights_for
from gan_core.pipeline.trust_mask import check_can_hide
from gan_core.pipeline.work import PreparedJob, medians
from gan_core.radiometry.consistency import Base, Operator
from gan_core.radiometry.lock import Held, of_others
from gan_core.radiometry.normalize import Normalizer, own_range
from gan_core.radiometry.quantize import Storage
from gan_core.radiometry.sensor import Sensor
from gan_core.raster.output_check import check_names
from gan_core.raster.sample import Sample
from gan_core.raster.source import RasterSource
from gan_core.tiling.plan import Plan, automatic_size

GROUPS: dict[str, type[BandGroup]] = {"upscale": UpscaledGroup, "enhance": EnhancedGroup}
LARGEST = 1e300
"""Values of a layer beyond which sums of a few are no numbers any more."""
TOLERANCE = 0.001
"""Share of the range."""


def prepare(job: RestorationJob, report: Report) -> PreparedJob[RasterStep]:
    """Raises RasterGanError `input-...`, `model-...`, `bands-unknown` or `extent-outside`."""
    source = RasterSource(job.input)
    window = wanted_window(job, source)
    check_names(job.paths[:2], source)
    sample = Sample(source)
    assignments = assign_bands(job, source, sample, report)
    halo = max(assignment.entry.card.halo for assignment in assignments)
    scale, numbers = assignments[0].entry.card.scale, range(1, len(source.bands) + 1)
    size = job.tile_size or automatic_size(scale, len(source.bands), source.dtype.itemsize, halo)
    plan = Plan.of(window, halo + (MARGIN if job.doubts else 0), size)
    if job.part:
        plan = part_plan(plan, job.part)
    if isinstance(job, UpscaleJob) and job.checks:
        warn(source, sample, report)
    groups = [_group(assignment, job, source, halo, sample, report) for assignment in assignments]
    facts = {"width": plan.area.width, "height": plan.area.height, "core": plan.core_width, "halo": halo}
    report.note("plan", **facts, tiles=len(plan), device=str(groups[0].predictor.device))
    hidden = job.trust_below if job.doubtful == "nodata" else 0
    if hidden:
        check_can_hide(source)
    return PreparedJob(source, plan, sample, numbers, medians(sample, numbers), RasterStep(source, groups, hidden))


def part_plan(whole: Plan, part: str) -> Plan:
    """The tiles of part "I/N".  Raises RasterGanError `part-many`."""
    number, count = part_of(part)
    if count > whole.rows:
        raise RasterGanError("part-many", got=count, most=whole.rows)
    return whole.part(number, count)


def _group(
    assignment: BandAssignment, job: RestorationJob, source: RasterSource, halo: int, sample: Sample, report: Report
) -> BandGroup:
    """The model of some bands, loaded and ready for the layer's range."""
    card, numbers = assignment.entry.card, assignment.numbers
    if "gan" not in card.weights:
        report.note("no-gan", model=card.id)
    if not card.seam_exact:
        report.note("seams", model=card.id)
    strength = 0.5 if job.strength is None else job.strength
    sets = [numbers] * len(numbers) if assignment.together else [[number] for number in numbers]
    normalizers = [
        Normalizer.of(card.normalization, source.dtype, [sample.values(number) for number in numbers])
        for numbers in sets
    ]
    for number, normalizer in zip(numbers, normalizers):
        if not max(normalizer.scale, abs(normalizer.offset)) <= LARGEST:
            raise RasterGanError("input-extreme", band=number, most=f"{LARGEST:g}")
    tolerance = tolerance_of(source, normalizers) if job.precision == "fastest" else None
    distinct = {tuple(numbers): normalizer for numbers, normalizer in zip(sets, normalizers)}
    wanted = Wanted(job.sensor, job.sharpness, job.noise)
    conditioned = card.arguments.get("noise", 0)
    sensors = (
        measure_sensors(list(distinct), list(distinct.values()), wanted, source, sample, report) if conditioned else {}
    )
    held = _held(job, sensors)

    def predictor_at(strength: float, held: Held) -> Predictor:
        finish = ConsistencyStep(cast(Base, card.base), cast(Operator, card.operator), held, halo)
        weights = load(assignment.entry.path, strength)
        return Predictor(weights, devices.choose(job.device), halo, finish, report.note, tolerance)

    predictor, trust = predictor_at(strength, held), None
    if job.doubts:
        farther, distance = other_end(strength, card.weights)
        soften = job.trust_below if job.doubtful == "soften" else 0
        turns = TTA_TRANSFORMS[: job.trust_passes - 1]
        others = predictor_at(farther, of_others(held))
        trust = TrustEstimator(others, turns, distance, weights_for(card, strength), soften)
    storages = [Storage(source.dtype, source.bands[number - 1].GetNoDataValue()) for number in numbers]
    of_bands = [sensors[number] for number in numbers] if sensors else []
    ranges = [high - low for low, high in (own_range(sample.values(number)) for number in numbers)]
    return GROUPS[job.task](
        numbers, assignment.together, predictor, held, normalizers, ranges, storages, of_bands, trust
    )


def _held(job: RestorationJob, sensors: Mapping[int, Sensor]) -> Held:
    """To what of the input the bands are held: every pixel of a perfect sensor, the low frequencies of any other."""
    if not isinstance(job, UpscaleJob) or not job.consistent:
        return "none"
    return "exact" if all(sensor.perfect for sensor in sensors.values()) else "lock"


def tolerance_of(source: RasterSource, normalizers: list[Normalizer]) -> float:
    """What nobody sees: one step of the file's numbers or TOLERANCE, whichever is more, in the network's range."""
    step = min(1 / normalizer.scale for normalizer in normalizers) if source.dtype.kind in "ui" else 0.0
    return max(TOLERANCE, step)

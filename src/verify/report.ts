import { canonicalJson, type Json } from "../contract/canonical.ts";
import { checksOf, type Faults, type PromiseCheck } from "./check.ts";
import { type Contents, cellOf } from "./contents.ts";
import { type Documents, REPORT_FILE } from "./documents.ts";
import { ALL, clampsAt } from "./shape.ts";
import { earlierDraws, exposedCells } from "./withheld.ts";

/** The report speaks of the same release as the manifest. */
export const REPORT_CHECKS: readonly PromiseCheck<Documents>[] = checksOf(REPORT_FILE, { report: reportFaults });

/** The report counts the cells that the observations show, and those that it calls exposed are withheld. */
export const REPORTED_CELL_CHECKS: readonly PromiseCheck<Contents>[] = checksOf(REPORT_FILE, { report: cellFaults });

function* reportFaults({ manifest, report, shapes }: Documents): Faults {
  const { id, settings, year, privacy } = manifest;
  const { epsilon_allowed, delta_allowed, odds_allowed } = privacy;
  const odds = odds_allowed === undefined ? {} : { odds_allowed };
  const claims: Record<string, unknown> = { ...report, "measures with a clamp_loss": Object.keys(report.clamp_loss).sort() };
  const expected = {
    release: id,
    k: settings.k,
    year: { ...privacy.year, year, epsilon_allowed, delta_allowed, ...odds },
    lifetime: privacy.lifetime,
    this_release: privacy.this_release,
    "measures with a clamp_loss": [...shapes.keys()].sort(),
  };
  for (const [key, value] of Object.entries(expected)) {
    const [claim, wanted] = [canonicalJson(claims[key] as Json), canonicalJson(value as Json)];
    if (claim !== wanted) yield `${key} is ${claim}; the manifest says ${wanted}`;
  }
  const leaf = manifest.territory.levels.at(-1);
  const isHere = (key: string) => report.mechanisms.some(({ measure, level }) => measure === key && level === leaf);
  const lowered = [...shapes.values()].flatMap((shape) => {
    const { key, upper, lower, factor } = shape;
    if (leaf === undefined || lower === null || !isHere(key)) return [];
    const clamps = clampsAt(manifest, shape, leaf).filter((clamp) => clamp !== upper);
    return [`${key} (${clamps.map((clamp) => Number(clamp) / Number(factor)).sort((a, b) => b - a)})`];
  });
  const ratios = Object.entries(report.leaf_ratios ?? {}).map(([key, list]) => `${key} (${list.map(({ upper }) => upper)})`);
  if (ratios.sort().join() !== lowered.sort().join())
    yield `leaf_ratios are of ${ratios.join(", ") || "no measure"}; leaves have a lower clamp here of ${lowered.join(", ") || "none"}`;
  for (const [key, loss] of Object.entries(report.clamp_loss))
    if (loss !== null && !(loss >= 0 && loss < 1)) yield `clamp_loss of ${key} is ${loss}; expected a share`;
}

function* cellFaults(contents: Contents): Faults {
  const { report, due, counts, tables } = contents;
  const means = tables.observations.filter((row) => row.STATISTIC === "MEAN" && row.HOUSEHOLD_TYPE === ALL);
  const expected = due.map(({ level }) => {
    const levelMeans = means.filter(({ AREA_LEVEL }) => AREA_LEVEL === level);
    const withheld = levelMeans.filter(({ OBS_VALUE }) => OBS_VALUE === null).length;
    const unreliable = levelMeans.filter(({ OBS_STATUS }) => OBS_STATUS === "U").length;
    return [level, { published: levelMeans.length - withheld, unreliable, withheld }] as const;
  });
  const [claim, found] = [canonicalJson(report.cells), canonicalJson(Object.fromEntries(expected))];
  if (claim !== found) yield `cells are ${claim}; the observations have ${found}`;
  const withheld = new Set(counts.filter(({ OBS_VALUE }) => OBS_VALUE === null).map(cellOf));
  for (const cell of exposedCells(contents)) if (!withheld.has(cell)) yield `${cell} is said to be exposed, and is not withheld`;
  if (report.exposed.length > 0 && earlierDraws(contents).length === 0)
    yield "cells are exposed, and nothing of the year was published before";
}

import { canonicalJson, type Json } from "../contract/canonical.ts";
import type { PromiseCheck } from "./check.ts";
import { type Contents, cellOf, type Documents, REPORT_FILE } from "./contents.ts";
import { ALL, dueLevels, measureShapes } from "./shape.ts";

/** The report speaks of the same release as the manifest. */
export const REPORT_CHECK: PromiseCheck<Documents> = { file: REPORT_FILE, promise: "report", faults: reportFaults };

/** The report counts the cells that the observations show, and those that it calls exposed are withheld. */
export const REPORTED_CELLS_CHECK: PromiseCheck<Contents> = {
  file: REPORT_FILE,
  promise: "report",
  faults: (contents) => [...countFaults(contents), ...exposedFaults(contents)],
};

function reportFaults({ manifest, report }: Documents): string[] {
  const { id, settings, year, privacy } = manifest;
  const { epsilon_allowed, delta_allowed } = privacy;
  const measures = measureShapes(manifest).map(({ key }) => key);
  const expected: Record<string, unknown> = {
    release: id,
    k: settings.k,
    year: { ...privacy.year, year, epsilon_allowed, delta_allowed },
    lifetime: privacy.lifetime,
    this_release: privacy.this_release,
    "measures with a clamp_loss": measures.sort(),
  };
  const found: Record<string, unknown> = { ...report, "measures with a clamp_loss": Object.keys(report.clamp_loss).sort() };
  const text = (value: unknown) => canonicalJson(value as Json);
  return [
    ...Object.keys(expected)
      .filter((key) => text(found[key]) !== text(expected[key]))
      .map((key) => `${key} is ${text(found[key])}; the manifest says ${text(expected[key])}`),
    ...Object.entries(report.clamp_loss)
      .filter(([, loss]) => loss !== null && !(loss >= 0 && loss < 1))
      .map(([key, loss]) => `clamp_loss of ${key} is ${loss}; expected a share`),
  ];
}

function exposedFaults(contents: Contents): string[] {
  const { report, counts } = contents;
  const withheld = new Set(counts.filter(({ OBS_VALUE }) => OBS_VALUE === null).map(cellOf));
  const shown = [...exposedCells(contents)].filter((cell) => !withheld.has(cell));
  const faults = shown.map((cell) => `${cell} is said to be exposed, and is not withheld`);
  if (report.exposed.length > 0 && drawnBefore(contents).length === 0)
    faults.push("cells are exposed, and nothing of the year was published before");
  return faults;
}

/** The cells that the report says an earlier publication of the year exposes. */
export function exposedCells({ report }: Documents): Set<string> {
  return new Set(report.exposed.map(({ measure, area, type }) => `${measure} ${area} ${type}`));
}

/** The other publications of the year that the release's ledger has drawn. */
export function drawnBefore({ manifest: { id, year }, report: { ledger } }: Documents): string[] {
  return ledger.flatMap((entry) =>
    entry.kind === "drawn" && entry.year === year && entry.publication !== id ? [entry.publication] : [],
  );
}

function countFaults({ manifest, report, tables }: Contents): string[] {
  const means = tables.observations.filter((row) => row.STATISTIC === "MEAN" && row.HOUSEHOLD_TYPE === ALL);
  const expected = Object.fromEntries(
    dueLevels(manifest).map(({ level }) => {
      const own = means.filter(({ AREA_LEVEL }) => AREA_LEVEL === level);
      const withheld = own.filter(({ OBS_VALUE }) => OBS_VALUE === null).length;
      const unreliable = own.filter(({ OBS_STATUS }) => OBS_STATUS === "U").length;
      return [level, { published: own.length - withheld, unreliable, withheld }];
    }),
  );
  const [claim, found] = [canonicalJson(report.cells), canonicalJson(expected)];
  return claim === found ? [] : [`cells are ${claim}; the observations have ${found}`];
}

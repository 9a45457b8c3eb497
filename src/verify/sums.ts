import { checksOf, type Faults, type PromiseCheck } from "./check.ts";
import { type Contents, OBSERVATIONS_FILE, type ShownCell } from "./contents.ts";
import { ALL } from "./shape.ts";

/** Counts and totals equal the sums of their parts where all are published. */
export const SUM_CHECKS: readonly PromiseCheck<Contents>[] = checksOf(OBSERVATIONS_FILE, {
  "types add up": typeFaults,
  "areas add up": levelFaults,
});

/** The fault of a whole that is not the sum of its parts; none where one of them is withheld. */
function* sumFaults(whole: ShownCell | undefined, parts: readonly (ShownCell | undefined)[], what: string): Faults {
  const isSum = (["count", "total"] as const).every((column) => {
    const value = whole?.[column];
    const values = parts.flatMap((one) => one?.[column] ?? []);
    if (value == null || values.length < parts.length) return true;
    const sum = values.reduce((a, b) => a + b, 0);
    return Math.abs(sum - value) <= 1e-9 * Math.max(1, ...[value, ...values].map(Math.abs));
  });
  if (!isSum) yield `${whole?.name}: COUNT or TOTAL is not the sum over ${what}`;
}

/** A rung is the sum of its classes; all types that are no rungs add up to all households. */
function* typeFaults({ shown }: Contents): Faults {
  for (const { areas, rungs } of shown)
    for (const area of areas) {
      const classes = [...area.keys()].filter((type) => type !== ALL && !rungs.has(type));
      for (const [type, parts] of [...rungs, ...(classes.length > 0 ? [[ALL, classes] as const] : [])]) {
        const cells = parts.map((part) => area.get(part));
        yield* sumFaults(area.get(type), cells, parts.join(", "));
      }
    }
}

/** Down to the level where a type is withheld somewhere, each level adds up to the whole. */
function* levelFaults({ manifest, due, shown }: Contents): Faults {
  const levels = due.map(({ level }) => level);
  if (levels[0] !== manifest.territory.levels[0]) return;
  for (const { areas } of shown)
    for (const type of new Set(areas.flatMap((area) => [...area.keys()]))) {
      const cells = areas.flatMap((area) => area.get(type) ?? []);
      const whole = cells.find(({ level }) => level === levels[0]);
      for (const level of levels) {
        const parts = cells.filter((cell) => cell.level === level);
        if (parts.length === 0 || parts.some(({ count, total }) => count === null || total === null)) break;
        yield* sumFaults(whole, parts, `the level ${level}`);
      }
    }
}

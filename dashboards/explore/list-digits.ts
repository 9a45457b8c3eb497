import type { Observation, Statistic } from "../../src/contract/observation.ts";
import type { MeasureRef } from "../../src/domains/index.ts";
import type { AreaTree } from "../shared/areas.ts";
import { listDigits } from "../shared/digits.ts";
import { reliableInterval } from "../shared/reliable-interval.ts";
import { mostDecimalsOf, rowIndex } from "./figures.ts";
import { type Axis, areasOf, type Selection } from "./selection.ts";

interface Shown {
  readonly selection: Selection;
  readonly rows: readonly Observation[];
  readonly facts: { readonly tree: AreaTree; readonly refs: readonly MeasureRef[] };
}

/** Cache of the digits of each subject, which a page's titles, drawings and tables need alike. */
const DIGITS = new WeakMap<object, Map<string, number | undefined>>();

/**
 * The digits of a measure's figures of a kind of homes: those of all places of the selected levels, as everywhere (decision 0104), and of
 * the selected periods the finest, so that a list over time does not mix 8,8 with 9.
 */
export function subjectDigits(shown: Shown, axis: Pick<Axis, "measure" | "type">): number | undefined {
  const { selection, facts } = shown;
  const levels = new Set(areasOf(selection, facts.tree).map((code) => facts.tree.get(code)?.level));
  return levelDigits(shown, axis, levels, selection.statistic);
}

/** The same for all places of some levels, and of a statistic that need not be the selected one. */
export function levelDigits(
  { selection, rows, facts }: Shown,
  axis: Pick<Axis, "measure" | "type">,
  levels: ReadonlySet<string | undefined>,
  statistic: Statistic,
): number | undefined {
  const known = DIGITS.get(selection) ?? new Map<string, number | undefined>();
  DIGITS.set(selection, known);
  const key = [axis.measure, axis.type, statistic, ...levels].join("\n");
  if (!known.has(key)) {
    const index = rowIndex(rows);
    const places = facts.tree.areas.filter(({ level }) => levels.has(level));
    const most = mostDecimalsOf(facts, axis, statistic);
    const digits = selection.periods.flatMap((period) => {
      const figures = places.flatMap(({ code }) => reliableInterval(index.at({ ...axis, period }, code, statistic)) ?? []);
      return listDigits(figures, most) ?? [];
    });
    known.set(key, digits.length === 0 ? undefined : Math.max(...digits));
  }
  return known.get(key);
}

import type { Observation } from "../../src/contract/observation.ts";
import { type Digits, digitsBeside } from "../shared/digits.ts";
import { reliableInterval, type WithMargin } from "../shared/reliable-interval.ts";
import { mostDecimals, rowIndex } from "./figures.ts";
import { type Axis, areasOf, type Selection, wholeOf } from "./selection.ts";
import type { ExploreFacts } from "./store.ts";

interface Shown {
  readonly selection: Selection;
  readonly rows: readonly Observation[];
  readonly facts: ExploreFacts;
}

/** What the places of a subject are held against; null: there is nothing, as a sum or a count of the whole is no yardstick for its parts. */
export function yardstick({ selection, rows, facts }: Shown, axis: Axis): WithMargin | null {
  const { statistic } = selection;
  if (statistic === "COUNT" || statistic === "TOTAL") return null;
  return reliableInterval(rowIndex(rows).at(axis, wholeOf(selection, facts.tree), statistic));
}

/** Digits of a subject that were found: every cell of a table asks for the same. */
const FOUND = new WeakMap<Selection, Map<string, { readonly rows: readonly Observation[]; readonly digits: Digits }>>();

/** The digits that figures of a subject are written with, wherever they stand beside what is said of them and the whole. */
export function digitsOf(shown: Shown, axis: Axis): Digits {
  const { selection, rows, facts } = shown;
  const key = `${axis.measure} ${axis.type} ${axis.period}`;
  const known = FOUND.get(selection)?.get(key);
  if (known && known.rows === rows) return known.digits;
  const ref = facts.refs.find((one) => one.key === axis.measure);
  const index = rowIndex(rows);
  const places = areasOf(selection, facts.tree).flatMap(
    (code) => reliableInterval(index.at(axis, code, selection.statistic)) ?? [],
  );
  const digits = digitsBeside(places, yardstick(shown, axis), ref ? mostDecimals(ref, selection.statistic) : 0);
  FOUND.set(selection, (FOUND.get(selection) ?? new Map()).set(key, { rows, digits }));
  return digits;
}

import { UNITS } from "../../src/contract/units.ts";
import { UNUSUAL_FACTOR } from "../../src/contract/unusual.ts";
import type { MeasureRef } from "../../src/domains/index.ts";
import { formatNumber, formatPeriod, unitLabel } from "../shared/format.ts";
import { topicLabel } from "../shared/labels.ts";
import { amountWords, type Flow, stretchText, unitFor } from "./flow.ts";
import type { Unusual } from "./unusual.ts";
import { MOST_TIMES } from "./unusual-columns.ts";

type Wording = Pick<Flow, "words" | "lang" | "notice">;

/** What is asked about unusual figures, and why. */
export interface UnusualText {
  readonly what: string;
  readonly why: string;
}

/**
 * The questions about unusual figures: one per measure and kind, and one about a file's months that are too high as a whole, whatever the number of months. `areShares`: they stand below a bill of
 * other days, whose total is not what is held against a month.
 */
export function unusualTexts(found: readonly Unusual[], flow: Wording, areShares = false): UnusualText[] {
  const groupKey = ({ ref, kind, column }: Unusual): string => `${ref.key} ${column === null ? kind : "column"}`;
  return [...new Set(found.map(groupKey))].map((name) =>
    textOf(
      found.filter((one) => groupKey(one) === name),
      flow,
      areShares,
    ),
  );
}

/** How many figures these are, for a divided bill is one. */
export const countOf = (found: readonly Unusual[]): number =>
  new Set(found.map(({ ref, bill, key }) => (bill === null ? key : `${ref.key} ${bill.join()}`))).size;

function textOf(group: readonly Unusual[], flow: Wording, areShares: boolean): UnusualText {
  const { words, lang } = flow;
  const w = words.unusual;
  const most = group.reduce((a, b) => (b.value > a.value ? b : a));
  const { ref, kind, times, of, clamp, isInBase, isThousandth, meant, together, column } = most;
  const [name, amount] = [topicLabel(ref, lang), amountWords(ref, most.value, flow)];
  const isSame = group.every(({ value }) => value === most.value);
  const bill = most.bill !== null && countOf(group) === 1 ? most.bill : null;
  const what =
    bill !== null
      ? w.bill(name, stretchText(bill, flow))
      : group.length === 1
        ? w.one(name, formatPeriod(most.period, lang), amount)
        : w[isSame ? "same" : "some"](
            name,
            group.length,
            stretchText(
              group.map(({ period }) => period),
              flow,
            ),
            amount,
          );
  const mean = group.reduce((sum, { value }) => sum + value, 0) / group.length;
  const monthly = most.period.length === 4 ? most.value / 12 : bill !== null || areShares ? mean : null;
  const perMonth = monthly === null ? null : amountWords(ref, monthly, flow);
  const why =
    kind === "zero"
      ? w.zero
      : kind === "low"
        ? together === null
          ? w.low(timesText(1 / (times ?? 1), lang), of, perMonth)
          : w.lowTogether(group.length, timesText(1 / together, lang), of)
        : column !== null && (column.times ?? 0) > MOST_TIMES
          ? w.column(timesText(column.times ?? 0, lang), of === "own" ? "kinds" : of)
          : times !== null && times > (of === "kinds" ? UNUSUAL_FACTOR : MOST_TIMES)
            ? w.middle(timesText(times, lang), of, perMonth)
            : w.clamp(amountWords(ref, clamp, flow), perMonth);
  const base = UNITS[ref.measure.unit].base;
  // Money is typed in whole currency units, since no bill is in cents.
  const inUnit = isInBase && base !== "cent" ? unitLabel(base, lang) : null;
  const more = isThousandth ? ` ${w.thousandfold}` : "";
  const other = meant === null ? inUnit : unitOfOther(meant, flow);
  const unlike = other === null ? "" : ` ${w.meant(other, unitFor(ref, flow))}`;
  return { what, why: `${why}${more}${unlike}` };
}

/** The unit of a measure that the commons may not have; null for money that nothing names. */
function unitOfOther({ key, measure }: MeasureRef, { notice, lang }: Wording): string | null {
  const unit = notice.facts.measures.find((one) => one.key === key)?.unit ?? measure.unit;
  return unit === "currency" ? null : unitLabel(unit, lang);
}

const timesText = (times: number, lang: Wording["lang"]): string => formatNumber(times, times < 100 ? 0 : -1, lang);

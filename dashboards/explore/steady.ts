import { parsePeriod } from "../../src/contract/period.ts";
import type { TimeSeries } from "../charts/over-time.tsx";
import { comparison } from "../shared/digits.ts";
import type { Lang } from "../shared/i18n.ts";
import type { WithMargin } from "../shared/reliable-interval.ts";
import { placeOf } from "./phrases.ts";
import { wholeOf } from "./selection.ts";
import type { ExploreState } from "./store.ts";
import { EXPLORE } from "./words.ts";
import { yardstick } from "./yardstick.ts";

/** The figures of the whole, one a period; null where places are not compared with it: several kinds of homes, counts and totals. */
export function wholeOver(
  shown: ExploreState,
  measure: string,
  periods: readonly string[],
): readonly (WithMargin | null)[] | null {
  const [type, ...others] = shown.selection.types;
  if (type === undefined || others.length > 0) return null;
  const found = periods.map((period) => yardstick(shown, { measure, type, period }));
  return found.every((one) => one === null) ? null : found;
}

/** Which places are above the whole in every period, and which below; null: none is. */
export function steadyTitle(
  shown: ExploreState,
  series: readonly (TimeSeries & { readonly code: string })[],
  wholes: readonly (WithMargin | null)[],
  lang: Lang,
): string | null {
  const { selection, facts } = shown;
  const whole = wholeOf(selection, facts.tree);
  const on = (side: "more" | "less"): string[] =>
    series
      .filter(({ code, points }) => {
        const beside = points.flatMap(({ interval }, i) => {
          const other = wholes[i];
          return interval && other ? [comparison(interval, other)] : [];
        });
        return code !== whole && beside.length > 1 && beside.length === points.length && beside.every((kind) => kind === side);
      })
      .map(({ name }) => name);
  const [more, less] = [on("more"), on("less")];
  if (more.length + less.length === 0) return null;
  const { of } = placeOf(facts, whole, lang);
  return EXPLORE[lang].time.steady(more, less, of, parsePeriod(selection.periods[0] ?? "2000").step, wholes.length);
}

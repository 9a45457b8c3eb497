import { parsePeriod, type Step } from "../../src/contract/period.ts";
import { figureAt, relationAt } from "./area-figures.ts";
import { type Choice, isUnsaid, periodsOfMeasure, type Repeat } from "./choice.ts";
import { perChoice } from "./per-choice.ts";
import { type DistrictState, isAlone, partsOf } from "./shown.ts";

/** Lengths of periods, the longest first. */
export const STEPS: readonly Step[] = ["year", "quarter", "month"];

type Shown = Pick<DistrictState, "atlas" | "choice">;

/** The periods of the same length as the one shown in which something of the map is published. */
export const periodsOnMap = perChoice(({ atlas, choice }): readonly string[] => {
  const parts = partsOf({ atlas, choice }).map(({ code }) => code);
  const isPublished = (code: string, period = choice.period): boolean => figureAt(atlas, { ...choice, period }, code) !== null;
  // Where parts are shown, the slider does not leave them.
  const codes = parts.some((code) => isPublished(code)) ? parts : [choice.area, ...parts];
  return periodsOfMeasure(atlas.rows, choice.ref).filter(
    (period) => parsePeriod(period).step === parsePeriod(choice.period).step && codes.some((code) => isPublished(code, period)),
  );
});

/** The newest period on the slider of the season shown. */
export const newestAlike = (shown: Shown): string | undefined =>
  periodsOnMap(shown).findLast((period) => period.slice(4) === shown.choice.period.slice(4));

/** The lengths of periods in which parts are published, each with its newest period in the year shown or, without one, of all. */
export function stepsOnMap({ atlas, choice }: Shown): readonly { readonly step: Step; readonly period: string }[] {
  const parts = partsOf({ atlas, choice });
  const published = periodsOfMeasure(atlas.rows, choice.ref).filter((period) =>
    parts.some(({ code }) => figureAt(atlas, { ...choice, period }, code) !== null),
  );
  return STEPS.flatMap((step) => {
    const periods = published.filter((period) => parsePeriod(period).step === step);
    const period = periods.findLast((one) => one.slice(0, 4) === choice.period.slice(0, 4)) ?? periods.at(-1);
    return period === undefined ? [] : [{ step, period }];
  });
}

/** The types of homes of which something of the map is published: classes, else the wider rungs; none where one type or one place alone has figures. */
export function typesOnMap({ atlas, choice }: Shown): readonly string[] {
  const { classes, rungs } = choice.ref.measure.similarity;
  const parts = partsOf({ atlas, choice });
  if (parts.filter(({ code }) => figureAt(atlas, { ...choice, type: "_T" }, code) !== null).length < 2) return [];
  const published = (types: readonly string[]): string[] =>
    types.filter((type) => parts.some(({ code }) => figureAt(atlas, { ...choice, type }, code) !== null));
  const ofClasses = published(classes.flatMap(({ code, where }) => (isUnsaid(where) ? [] : [code])));
  const all = ofClasses.length > 1 ? ofClasses : published(rungs.map(({ code }) => code));
  return all.length > 1 ? all : [];
}

/** Those types of homes for which a part differs from the whole by more than the margins: of any other a map would tell nothing. */
export const typesTold = perChoice(({ atlas, choice }): readonly string[] => {
  const parts = partsOf({ atlas, choice });
  const isTold = (type: string): boolean =>
    parts.some(({ code }) => ["less", "more"].includes(relationAt(atlas, { ...choice, type }, code, choice.area)));
  return typesOnMap({ atlas, choice }).filter(isTold);
});

/** What changes from one map to the next. */
type MapChange = Partial<Pick<Choice, "period" | "type">>;

/** The small maps, by what changes from one to the next. */
export function mapChanges(shown: Shown, each: Repeat): readonly MapChange[] {
  return each === "period" ? periodsOnMap(shown).map((period) => ({ period })) : typesTold(shown).map((type) => ({ type }));
}

/**
 * Tells whether the map can stand once for each period or type: the parts are published in more than one and, for types, one of them
 * tells a difference. Of all dwellings, homes of one type are no share.
 */
export function canRepeat(shown: Shown, each: Repeat): boolean {
  if (isAlone(shown)) return false;
  if (each === "period") return periodsOnMap(shown).length > 1;
  return shown.choice.statistic !== "participation" && typesTold(shown).length > 0;
}

/** The lengths of periods in which the map can stand once for each, with the period that it keeps: of the length shown its own, of another the newest. */
export function stepsRepeated({ atlas, choice }: Shown): ReadonlyMap<string, string> {
  const own = parsePeriod(choice.period).step;
  const all = stepsOnMap({ atlas, choice }).map(({ step, period }) => [step, step === own ? choice.period : period] as const);
  return new Map(all.filter(([, period]) => canRepeat({ atlas, choice: { ...choice, period } }, "period")));
}

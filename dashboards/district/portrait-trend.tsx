import { parsePeriod } from "../../src/contract/period.ts";
import { AreaTrend } from "../charts/area-trend.tsx";
import { formatPeriod, upperFirst } from "../shared/format.ts";
import { topicLabel } from "../shared/labels.ts";
import { comparedParent, figureAt, publishedInstead, relationAt } from "./area-figures.ts";
import type { Choice } from "./choice.ts";
import { type PlaceTrend, peaksOf, peaksOfYears, sameSeason, trendDirection, trendOfPlace, trendOver } from "./place-trend.ts";
import { MEAN_OF_ALL } from "./portrait-figures.ts";
import { placeOfPortrait } from "./portrait-place.ts";
import { portraitWords } from "./portrait-words.ts";
import {
  absentOver,
  axisOf,
  axisUnit,
  type DistrictState,
  levelMany,
  mostlyIts,
  placeWords,
  shortPeriod,
  textOfPlace,
} from "./shown.ts";

/** Number of a year's parts of each length. */
const PARTS_OF_YEAR = { quarter: 4, month: 12 };

/** Trends are of means, whatever statistic the page shows. */
export const meanOf = ({ ref }: Choice) => ({ ref, statistic: "mean" }) as const;

/** The periods of a trend in which its place has no figure, why, and whether the wider place has one then; null: there are none. */
function withoutText(shown: DistrictState, { area, periods, points }: PlaceTrend): string | null {
  const { atlas, choice, lang } = shown;
  const without = periods.filter((_, i) => !points[i]);
  if (without.length === 0) return null;
  const list = new Intl.ListFormat(lang === "en" ? "en-GB" : lang).format(without.map((period) => formatPeriod(period, lang)));
  const why = absentOver({ ...shown, choice: { ...choice, ...MEAN_OF_ALL } }, area, without);
  const wider = atlas.tree.get(atlas.tree.get(area)?.parent ?? "");
  const isWiderThere = wider && trendOver(atlas, choice.ref, wider.code, without).points.every((point) => point !== null);
  const name = atlas.tree.get(area)?.name ?? area;
  return `${portraitWords(shown).trendWithout(name, list, why)}${isWiderThere ? ` ${portraitWords(shown).trendWider(wider.name)}` : ""}`;
}

/** Why the trend is that of a wider place: the place is never published in periods of this length, or not in enough of them. */
function insteadText(shown: DistrictState, code: string, { area, periods }: PlaceTrend): string {
  const { atlas, choice, lang, words } = shown;
  const subject = { ref: choice.ref, ...MEAN_OF_ALL };
  const isNeverDue = periods.every((period) => publishedInstead(atlas, { ...subject, period }, code) !== null);
  const why = isNeverDue
    ? portraitWords(shown).trendNotDue(
        levelMany(atlas, atlas.tree.get(code)?.level ?? "", lang),
        words.months.often[parsePeriod(periods[0] ?? "").step],
      )
    : `${upperFirst(absentOver({ ...shown, choice: { ...choice, ...MEAN_OF_ALL } }, code, periods))}.`;
  return ` ${why}${mostlyIts(shown, area)}`;
}

/** The finding that a place is above its parent, or below it, in every period; null: it is neither. */
function besideTitle(shown: DistrictState, { area, periods }: PlaceTrend): string | null {
  const { atlas, lang, choice } = shown;
  const parent = atlas.tree.get(area)?.parent ?? null;
  if (parent === null) return null;
  const relations = new Set(
    periods.map((period) => relationAt(atlas, { ref: choice.ref, ...MEAN_OF_ALL, period }, area, parent)),
  );
  const [relation] = relations;
  if (relations.size !== 1 || (relation !== "more" && relation !== "less")) return null;
  return portraitWords(shown).trendAlways(topicLabel(choice.ref, lang), placeWords(atlas, parent, lang), relation === "more");
}

/** The finding of seasons that come again: the newest beside the same of an earlier year, else the season that every year has highest or lowest. */
function yearsTitle(shown: DistrictState, trend: PlaceTrend, same: PlaceTrend, ends: readonly [string, string]): string {
  const { lang, choice } = shown;
  const topic = topicLabel(choice.ref, lang);
  const [since = "", until = ""] = same.periods.map((period) => formatPeriod(period, lang));
  const direction = trendDirection(same);
  if (direction === "up") return portraitWords(shown).trendUp(topic, until, since);
  if (direction === "down") return portraitWords(shown).trendDown(topic, until, since);
  if (same.periods.every((period) => parsePeriod(period).step === "year"))
    return portraitWords(shown).trendUntold(topic, since, until);
  const { high, low } = peaksOfYears(trend);
  if (high === null && low === null) return besideTitle(shown, trend) ?? portraitWords(shown).trendSeasons(topic, ...ends);
  const season = (period: string | null): string | null =>
    period && formatPeriod(period, lang).replace(period.slice(0, 4), "").trim();
  return portraitWords(shown).trendEachYear(topic, season(high), season(low));
}

/** The finding where different seasons alone are known: the highest and the lowest, as far as the margins allow. */
function seasonsTitle(shown: DistrictState, trend: PlaceTrend, [first, last]: readonly [string, string]): string {
  const { lang, choice } = shown;
  const topic = topicLabel(choice.ref, lang);
  const { high, low } = peaksOf(trend);
  if (high === null && low === null) return portraitWords(shown).trendSeasons(topic, first, last);
  const [most, least] = [high, low].map((period) => (period === null ? null : formatPeriod(period, lang)));
  return portraitWords(shown).trendPeaks(topic, most ?? null, least ?? null);
}

/** Why the year's figure, which stands beside the trend, lies beyond those of all its parts; null where none does. */
function apartText(shown: DistrictState, { area, periods, points }: PlaceTrend): string | null {
  const { atlas, choice } = shown;
  const { step } = parsePeriod(periods[0] ?? "");
  if (step === "year") return null;
  const isApart = [...new Set(periods.map((period) => period.slice(0, 4)))].some((year) => {
    const whole = figureAt(atlas, { ref: choice.ref, ...MEAN_OF_ALL, period: year }, area);
    const within = periods.flatMap((period, i) => (period.startsWith(year) ? [points[i]?.value ?? null] : []));
    const known = within.filter((value) => value !== null);
    if (!whole || known.length < PARTS_OF_YEAR[step]) return false;
    return whole.value < Math.min(...known) || whole.value > Math.max(...known);
  });
  return isApart ? portraitWords(shown).trendApart[step] : null;
}

/** The trend of a place with its texts; null where there is none. */
export function trendWords(shown: DistrictState) {
  const { atlas, choice, lang, words } = shown;
  const { code } = placeOfPortrait(shown);
  const trend = trendOfPlace(atlas, choice.ref, code);
  if (!trend) return null;
  const topic = topicLabel(choice.ref, lang);
  const [first, last] = [trend.periods[0] ?? "", trend.periods.at(-1) ?? ""].map((period) => formatPeriod(period, lang)) as [
    string,
    string,
  ];
  const same = sameSeason(trend);
  const title = same === null ? seasonsTitle(shown, trend, [first, last]) : yearsTitle(shown, trend, same, [first, last]);
  const name = atlas.tree.get(trend.area)?.name ?? "";
  const unit = axisUnit(atlas, meanOf(choice), lang);
  // Where seasons come again, the drawing itself shows what is to be compared.
  const isSeasonal = same === null && trend.periods.some((period) => parsePeriod(period).step !== "year");
  const subtitle = `${portraitWords(shown).trendSubtitle(unit)}${trend.area === code ? "" : insteadText(shown, code, trend)}`;
  const onPaper = [apartText(shown, trend), isSeasonal ? words.portrait.season : null].filter((note) => note !== null);
  return {
    trend,
    title,
    awayTitle: `${name} – ${title}`,
    /** on the page, where a sentence above says that this is of a wider place */
    brief: `${portraitWords(shown).trendSubtitle(unit)}${trend.area === code ? "" : mostlyIts(shown, trend.area)}`,
    subtitle,
    label: words.portrait.trendLabel(topic, name, first, last),
    name,
    notes: [withoutText(shown, trend), ...onPaper].filter((note) => note !== null),
    /** those of the notes that paper has too */
    onPaper,
    seasonal: isSeasonal,
  };
}

/** The trend as programs read it: the place, and its parent that is drawn beside it. */
export function trendFile({ atlas, choice }: Pick<DistrictState, "atlas" | "choice">, { area, periods }: PlaceTrend) {
  const parent = comparedParent(atlas, { ref: choice.ref, ...MEAN_OF_ALL, period: periods.at(-1) ?? "" }, area);
  return [area, ...(parent === null ? [] : [parent])].flatMap((code) =>
    periods.map((period) => ({ code, choice: { ...MEAN_OF_ALL, period } })),
  );
}

/** The trend of the place, with its parent dashed. */
export function TrendDrawing({
  shown,
  width,
  id = "portrait-trend",
  height,
}: {
  shown: DistrictState;
  width: number;
  id?: string;
  height?: number;
}) {
  const { atlas, choice, lang } = shown;
  const content = trendWords(shown);
  if (!content) return null;
  const { trend, name, label } = content;
  const newest = { ref: choice.ref, ...MEAN_OF_ALL, period: trend.periods.at(-1) ?? "" };
  const parent = comparedParent(atlas, newest, trend.area);
  const whole = parent === null ? null : trendOver(atlas, choice.ref, parent, trend.periods);
  // A line that ends in another period than the page's says in which.
  const textOf = ({ area, points }: PlaceTrend): string => {
    const end = points.findLastIndex((point) => point !== null);
    const [last, period = ""] = [points[end], trend.periods[end]];
    if (!last) return "";
    const { value } = textOfPlace({ atlas, lang, choice: { ...choice, ...MEAN_OF_ALL, period } }, area, last);
    return period === choice.period ? value : `${value}, ${shortPeriod(period, lang)}`;
  };
  return (
    <AreaTrend
      id={id}
      width={width}
      {...(height === undefined ? {} : { height })}
      label={label}
      periods={trend.periods.map((period) => shortPeriod(period, lang))}
      area={{ name, text: textOf(trend), points: trend.points }}
      whole={
        whole?.points.some((point) => point !== null)
          ? { name: atlas.tree.get(whole.area)?.name ?? "", text: textOf(whole), points: whole.points }
          : null
      }
      toCome={[]}
      coming=""
      absent={absentOver({ ...shown, choice: { ...choice, ...MEAN_OF_ALL } }, trend.area, trend.periods)}
      {...axisOf(atlas, meanOf(choice), lang)}
    />
  );
}

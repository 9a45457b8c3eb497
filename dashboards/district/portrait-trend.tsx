import { parsePeriod } from "../../src/contract/period.ts";
import { AreaTrend } from "../charts/area-trend.tsx";
import { formatPeriod } from "../shared/format.ts";
import { WORDS } from "../shared/i18n.ts";
import { topicLabel } from "../shared/labels.ts";
import type { Choice } from "./choice.ts";
import { DistrictFigure } from "./district-figure.tsx";
import { MEAN_OF_ALL, trendDirection, trendOfPlace, trendOver } from "./portrait-figures.ts";
import { placeOfPortrait } from "./portrait-title.ts";
import { absentOver, absentText, axisOf, axisUnit, type DistrictState, figureText } from "./shown.ts";

/** Trends are of means, whatever statistic the page shows. */
const meanOf = ({ ref }: Choice) => ({ ref, statistic: "mean" }) as const;

/** A short form of a period, for an axis. */
export function shortPeriod(period: string, { lang }: Pick<DistrictState, "lang">): string {
  const { step } = parsePeriod(period);
  if (step === "quarter") return `${lang === "fr" ? "T" : "Q"}${period.slice(-1)} ${period.slice(2, 4)}`;
  return step === "month" ? (WORDS[lang].stand.monthShort[Number(period.slice(5)) - 1] ?? period) : period;
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
  const direction = trendDirection(trend);
  const newest = trend.points.at(-1);
  // From one season to another a verdict would be the weather's; the level is said instead.
  const isOneSeason = trend.periods[0]?.slice(4) === trend.periods.at(-1)?.slice(4);
  const title =
    !isOneSeason && newest
      ? words.portrait.trendLevel(topic, figureText(atlas, meanOf(choice), newest, lang).value, last)
      : direction === "up"
        ? words.portrait.trendUp(topic, last, first)
        : direction === "down"
          ? words.portrait.trendDown(topic, last, first)
          : words.portrait.trendUntold(topic, first, last);
  const name = atlas.tree.get(trend.area)?.name ?? "";
  const unit = axisUnit(atlas, meanOf(choice), lang);
  const subtitle = `${words.portrait.trendSubtitle(unit)}${trend.area === code ? "" : words.portrait.trendOf(name)}`;
  return {
    trend,
    title: trend.area === code ? title : `${name} – ${title}`,
    awayTitle: `${name} – ${title}`,
    subtitle,
    label: words.portrait.trendLabel(topic, name, first, last),
    name,
    seasonal: trend.periods.some((period) => parsePeriod(period).step !== "year"),
  };
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
  const parent = atlas.tree.get(trend.area)?.parent ?? null;
  const whole = parent === null ? null : trendOver(atlas, choice.ref, parent, trend.periods);
  const textOf = (points: (typeof trend)["points"]): string => {
    const last = points.findLast((point) => point !== null);
    return last ? figureText(atlas, meanOf(choice), last, lang).value : "";
  };
  return (
    <AreaTrend
      id={id}
      width={width}
      {...(height === undefined ? {} : { height })}
      label={label}
      periods={trend.periods.map((period) => shortPeriod(period, shown))}
      area={{ name, text: textOf(trend.points), points: trend.points }}
      whole={
        whole?.points.some((point) => point !== null)
          ? { name: atlas.tree.get(whole.area)?.name ?? "", text: textOf(whole.points), points: whole.points }
          : null
      }
      toCome={[]}
      coming=""
      absent={absentOver({ ...shown, choice: { ...choice, ...MEAN_OF_ALL } }, trend.area, trend.periods)}
      {...axisOf(atlas, meanOf(choice), lang)}
    />
  );
}

export function TrendFrame({ shown }: { shown: DistrictState }) {
  const { atlas, choice, lang, words } = shown;
  const content = trendWords(shown);
  if (!content) return null;
  const { trend, title, awayTitle, subtitle, seasonal } = content;
  return (
    <section class="card">
      <DistrictFigure
        shown={shown}
        title={title}
        subtitle={subtitle}
        embed="trend"
        awayTitle={awayTitle}
        periods={trend.periods}
        name={`trend-${choice.ref.key.replace(".", "-")}-${trend.area}`}
        height={220}
        table={{
          columns: [words.portrait.trendPeriod, words.map.value, words.map.between],
          rows: trend.periods.map((period, i) => {
            const point = trend.points[i];
            if (!point)
              return [
                formatPeriod(period, lang),
                absentText({ ...shown, choice: { ...choice, ...MEAN_OF_ALL, period } }, trend.area),
                "",
              ];
            const { value, lower, upper } = figureText(atlas, meanOf(choice), point, lang);
            return [formatPeriod(period, lang), value, `${lower} – ${upper}`];
          }),
        }}
        rows={() => trend.periods.map((period) => ({ code: trend.area, choice: { ...MEAN_OF_ALL, period } }))}
        draw={(width) => <TrendDrawing shown={shown} width={width} />}
      >
        {seasonal ? <p class="note">{words.portrait.season}</p> : null}
      </DistrictFigure>
    </section>
  );
}

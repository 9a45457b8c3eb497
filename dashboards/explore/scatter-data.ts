import type { ScatterPoint } from "../charts/scatter.tsx";
import { comparison, outwards } from "../shared/digits.ts";
import { formatNumber, lowerFirst } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { topicLabel } from "../shared/labels.ts";
import { reliableInterval, type WithMargin } from "../shared/reliable-interval.ts";
import { type Correlation, correlation } from "./correlation.ts";
import { rowIndex } from "./figures.ts";
import { measuredMeans } from "./measured-means.ts";
import { axisName } from "./phrases.ts";
import { type Axis, areasOf, axesOf, isAmount, scatterAxes, wholeOf } from "./selection.ts";
import type { ExploreState } from "./store.ts";
import { EXPLORE } from "./words.ts";

/** The two subjects of a scatter plot, and the places with both figures. */
export interface ScatterData {
  readonly up: Axis;
  readonly across: Axis;
  readonly points: readonly ScatterPoint[];
  readonly whole: { readonly up: WithMargin | null; readonly across: WithMargin | null };
  readonly link: Correlation | null;
  /** number of places that the link is of, and the names of those drawn that it leaves out */
  readonly linked: number;
  readonly unlinked: readonly string[];
  /** number of places that were asked for, those without two reliable figures among them */
  readonly asked: number;
  /**
   * The measured means of places with homes enough, in base units, by place, where a drawn mean is modelled: drawn ones are linked by the
   * model alone, so the link is of these. Null where none is modelled.
   */
  readonly measured: ReadonlyMap<string, { readonly x: WithMargin; readonly y: WithMargin }> | null;
}

/** Null where the selection has fewer than two subjects. */
export function scatterData({ selection, rows, facts, measurements }: ExploreState): ScatterData | null {
  const index = rowIndex(rows);
  const [up, across] = scatterAxes(axesOf(selection).filter((axis) => index.has(axis)));
  if (!up || !across) return null;
  const { statistic } = selection;
  const wholeCode = wholeOf(selection, facts.tree);
  const at = (axis: Axis, code: string): WithMargin | null => reliableInterval(index.at(axis, code, statistic));
  const comparable = !isAmount(statistic);
  const whole = { up: comparable ? at(up, wholeCode) : null, across: comparable ? at(across, wholeCode) : null };
  const areas = areasOf(selection, facts.tree);
  const points = areas.flatMap((code): ScatterPoint[] => {
    const [y, x] = [at(up, code), at(across, code)];
    if (!x || !y) return [];
    const beside = whole.up ? { against: comparison(y, whole.up) } : {};
    return [{ code, name: facts.tree.get(code)?.name ?? code, x, y, ...beside }];
  });
  const modelled = points.some(({ code }) => [up, across].some((axis) => index.at(axis, code, statistic)?.METHOD === "modelled"));
  const codes = new Set(points.map(({ code }) => code));
  const [ys, xs] = modelled ? [up, across].map((axis) => measuredMeans(measurements, axis, codes)) : [];
  const linked = points.flatMap((point) => {
    const [y, x] = ys && xs ? [ys.get(point.code), xs.get(point.code)] : [point.y, point.x];
    return y && x ? [{ code: point.code, y, x }] : [];
  });
  const isLinked = new Set(linked.map(({ code }) => code));
  const link = correlation(linked);
  return {
    up,
    across,
    points: points.map((point) => (link === null || isLinked.has(point.code) ? point : { ...point, isApart: true })),
    whole,
    link,
    linked: linked.length,
    unlinked: points.flatMap(({ code, name }) => (isLinked.has(code) ? [] : [name])),
    asked: areas.length,
    measured: modelled ? new Map(linked.map(({ code, x, y }) => [code, { x, y }])) : null,
  };
}

/** What an interval of r allows to say; `none` only where it is narrow around 0. */
export type CorrelationKind = "more" | "less" | "none" | "open";

/** |r| up to this counts as no link. */
const SMALL = 0.3;

export function kindOfCorrelation({ lower, upper }: Correlation): CorrelationKind {
  if (lower > 0) return "more";
  if (upper < 0) return "less";
  return lower >= -SMALL && upper <= SMALL ? "none" : "open";
}

/** r with its interval; null where that is so wide that r would tell of the noise. */
export function linkText({ link }: ScatterData, lang: Lang): string | null {
  if (link === null || kindOfCorrelation(link) === "open") return null;
  const { lower, upper } = outwards({ ...link, value: link.r }, 2);
  const [value, low, high] = [link.r, lower, upper].map((one) => formatNumber(one, 2, lang)) as [string, string, string];
  return EXPLORE[lang].scatter.r(value, low, high);
}

/** The scatter plot and the measured means that its link is of, where the drawn ones are modelled; else null. */
export function linkedMeans(
  shown: ExploreState,
): (ScatterData & { readonly measured: NonNullable<ScatterData["measured"]> }) | null {
  const data = shown.selection.view === "scatter" ? scatterData(shown) : null;
  return data?.measured && data.link ? { ...data, measured: data.measured } : null;
}

/** What must be known before a link is read out of the points: beside the drawing, with its picture and on paper. */
export function linkNotes(data: ScatterData, lang: Lang): readonly string[] {
  const words = EXPLORE[lang].scatter;
  if (data.link === null) return [data.measured ? words.modelled : words.few, words.home];
  const by = data.measured ? words.measured(data.linked, data.unlinked) : words.drawnByLot(data.linked);
  return [linkText(data, lang) === null ? words.open : by, words.home];
}

/** What the places say about both subjects together, as far as the interval of r allows, then which subjects these are. */
export function scatterTitle(data: ScatterData, shown: ExploreState, lang: Lang): string {
  const { title } = EXPLORE[lang].scatter;
  const pair = EXPLORE[lang].words.and([data.up, data.across].map((axis) => lowerFirst(subjectName(axis, data, shown, lang))));
  if (data.link !== null) return title[kindOfCorrelation(data.link)](pair);
  return data.measured ? title.modelled(pair) : title.few(pair, data.points.length);
}

/** A name that distinguishes the two subjects. */
export function subjectName(axis: Axis, { up, across }: ScatterData, { facts, selection }: ExploreState, lang: Lang): string {
  const ref = facts.refs.find(({ key }) => key === axis.measure);
  if (up.measure !== across.measure) return ref ? topicLabel(ref, lang) : axis.measure;
  const common = {
    types: up.type === across.type ? [axis.type] : selection.types,
    periods: up.period === across.period ? [axis.period] : selection.periods,
  };
  return axisName(axis, { ...selection, ...common }, facts, lang);
}

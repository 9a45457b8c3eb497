import { type MeasureRef, measureRef } from "../../src/domains/index.ts";
import { px } from "../charts/parts.tsx";
import { doesCount, type MeasureUse } from "../contribute/coming.ts";
import {
  amountText,
  endsText,
  formatNumber,
  formatPeriod,
  lowerFirst,
  marginDigits,
  unitLabel,
  upperFirst,
} from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { topicLabel } from "../shared/labels.ts";
import type { WithMargin } from "../shared/reliable-interval.ts";
import { Sized } from "../shared/sized.tsx";
import { sourceText } from "../shared/source-text.ts";
import { homesFor, unitOf } from "../visit/commons.ts";
import { countAt, isKept, meanAt } from "../visit/focus.ts";
import type { OpenContribution } from "./opened.ts";

interface GainsProps {
  readonly opened: OpenContribution;
  readonly areaName: string;
  /** what the contribution counts in; empty while it is paused */
  readonly uses: readonly MeasureUse[];
}

/**
 * What the contributor's area gained: for each topic the published figure with its margin, beside the shorter one of all homes around it;
 * or how many homes such an area needs. It uses public files only.
 */
export function Gains(props: GainsProps) {
  const { opened, areaName, uses } = props;
  const { held, words, commons, lang } = opened;
  const w = words.gains;
  const keys = new Set(held.readings.map(({ domain, measure }) => measureRef(domain, measure)?.key));
  const refs = commons.refs.filter(({ key }) => keys.has(key));
  const own = commons.tree.get(held.household.area ?? "")?.level;
  const counting = uses.filter(({ levels }) => levels.some((use) => use.level === own && doesCount(use)));
  const unknown = refs.filter((ref) => meanAt(commons, ref, held.household.area ?? "") === null);
  const known = refs.flatMap((measure) => {
    const area = gainingArea(measure, props);
    return area === undefined ? [] : [{ measure, area }];
  });
  // One scale for all topics, in parts of the mean: the widest margin has the whole width, and the others show how much finer they are.
  const reach = Math.max(...known.map(({ measure, area }) => shareOf(meanAt(commons, measure, area))));
  const needed = [...new Set(unknown.map((ref) => neededAt(ref, opened)))];
  const topics = topicsIn(
    counting.map(({ ref }) => ref),
    lang,
  );
  if (refs.length === 0) return null;
  return (
    <section class="card gains" aria-labelledby="gains-title">
      <h2 id="gains-title">{counting.length === 0 ? w.titleNone : w.title}</h2>
      <p>{held.paused ? w.leadPaused(areaName) : counting.length === 0 ? areaName : w.lead(areaName, topics)}</p>
      {known.map((one) => (
        <Gain key={one.measure.key} {...one} opened={opened} reach={reach} isCounted={unknown.length === 0} />
      ))}
      {known.length === 0 ? null : <p class="note">{w.finer}</p>}
      {needed.map((homes) => (
        <NoGain
          key={homes}
          topics={topicsIn(
            unknown.filter((ref) => neededAt(ref, opened) === homes),
            lang,
          )}
          homes={homes}
          opened={opened}
        />
      ))}
      {unknown.length === 0 ? null : <p class="note">{w.note}</p>}
      {known.length === 0 || commons.main === null ? null : (
        <p class="source">{sourceText(commons.catalog, [commons.main.period], periodOf(opened), lang)}</p>
      )}
    </section>
  );
}

/** The contributor's area where it has a figure of a measure, else the nearest area around it that has one and gains by the contribution. */
export function gainingArea(
  measure: MeasureRef,
  { opened: { commons, held }, uses }: { readonly opened: Pick<OpenContribution, "commons" | "held"> } & Pick<GainsProps, "uses">,
): string | undefined {
  const own = held.household.area ?? "";
  const levels = uses.find(({ ref }) => ref === measure)?.levels.filter(doesCount) ?? [];
  return commons.tree
    .lineage(own)
    .find(
      ({ code, level }) => (code === own || levels.some((one) => one.level === level)) && meanAt(commons, measure, code) !== null,
    )?.code;
}

/** Homes that a place of this level needs for a figure; null where the figure is kept back, or where no number is known. */
function neededAt(measure: MeasureRef, { commons, held }: OpenContribution): number | null {
  const area = held.household.area ?? "";
  return isKept(commons, measure, area) ? null : homesFor(commons, measure.key, commons.tree.get(area)?.level ?? "");
}

/** `electricity, water and energy spending`, within a sentence. */
function topicsIn(refs: readonly MeasureRef[], lang: Lang): string {
  return new Intl.ListFormat(lang, { type: "conjunction" }).format(refs.map((ref) => lowerFirst(topicLabel(ref, lang))));
}

interface GainProps {
  readonly measure: MeasureRef;
  readonly opened: OpenContribution;
}

/** The period of the figures, in words. */
const periodOf = ({ commons, lang }: OpenContribution): string => formatPeriod(commons.main?.period ?? "", lang);

/** A mean and the ends of its margin, with the digits that the margin allows. */
function meanText({ value, lower, upper }: WithMargin, { measure, opened: { lang, commons } }: GainProps) {
  const unit = unitLabel(unitOf(commons.catalog, measure), lang);
  const decimals = marginDigits(lower, upper, measure.measure.decimals);
  const [from, to] = endsText(lower, upper, decimals, unit, lang);
  return { value: amountText(value, decimals, unit, lang), lower: from, upper: to };
}

interface NoGainProps {
  readonly topics: string;
  /** null: withheld, or not known */
  readonly homes: number | null;
  readonly opened: OpenContribution;
}

/** Topics without a figure at the area, and what such a place needs. */
function NoGain({ topics, homes, opened: { words, lang } }: NoGainProps) {
  const w = words.gains;
  return (
    <div class="gain few">
      <span class="swatch absent" aria-hidden="true" />
      <p>
        <b>{homes === null ? WORDS[lang].labelled(upperFirst(topics), WORDS[lang].kept) : w.few(upperFirst(topics))}</b>
        {homes === null ? null : <small>{w.needed(formatNumber(homes, 0, lang))}</small>}
      </p>
    </div>
  );
}

/** Half a margin, in parts of its mean. */
const shareOf = (mean: WithMargin | null): number =>
  mean === null || mean.value <= 0 ? 0 : (mean.upper - mean.lower) / 2 / mean.value;

/** Homes and half margin of an area, in words; null where it has no figure to rely on. */
function marginWords(
  { measure, opened }: GainProps,
  area: string,
): { readonly margin: string; readonly homes: string | null } | null {
  const { commons, lang } = opened;
  const mean = meanAt(commons, measure, area);
  if (mean === null) return null;
  const half = (mean.upper - mean.lower) / 2;
  const count = countAt(commons, measure, area);
  const unit = unitLabel(unitOf(commons.catalog, measure), lang);
  return {
    margin: amountText(half, half < 1 ? 2 : half < 10 ? 1 : 0, unit, lang),
    homes: count && formatNumber(roundedTo(count), 0, lang),
  };
}

/** A number of homes with the digits that its margin allows. */
function roundedTo({ value, lower, upper }: WithMargin): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, (upper - lower) / 2))));
  return Math.round(value / step) * step;
}

/**
 * A topic with a figure at an area: its margin, and below it the one of the whole territory, where there are more homes. `isCounted`: their
 * homes are said, which beside the number that a place needs would be taken for another need.
 */
function Gain(props: GainProps & { readonly area: string; readonly reach: number; readonly isCounted: boolean }) {
  const { measure, opened, area, reach, isCounted } = props;
  const { held, words, lang, commons } = opened;
  const w = words.gains;
  const { root } = commons.tree;
  const topic = topicLabel(measure, lang);
  const name = area === held.household.area ? topic : `${topic}, ${commons.tree.get(area)?.name ?? area}`;
  const mean = meanAt(commons, measure, area);
  const own = marginWords(props, area);
  if (mean === null || own === null) return null;
  const whole = area === root.code ? null : marginWords(props, root.code);
  const wide = whole && meanAt(commons, measure, root.code);
  const { value, lower, upper } = meanText(mean, props);
  return (
    <div class="gain">
      <p class="gain-head">
        <b>{name}</b> <b>{w.value(value)}</b>
      </p>
      <Margin half={shareOf(mean) / reach} label={w.label(name, value, lower, upper)} />
      <small>{w.margin(own.margin, isCounted ? own.homes : null, null)}</small>
      {whole === null || wide === null ? null : (
        <>
          <Margin
            half={shareOf(wide) / reach}
            label={w.margin(whole.margin, isCounted ? whole.homes : null, root.name)}
            isFaint
          />
          <small>{w.margin(whole.margin, isCounted ? whole.homes : null, root.name)}</small>
        </>
      )}
    </div>
  );
}

/** Height of a margin's drawing, in px. */
const HEIGHT = 18;

interface MarginProps {
  /** half of the margin, in parts of the widest of all topics */
  readonly half: number;
  readonly label: string;
  readonly isFaint?: boolean;
}

/** A mean as a point with its margin as a thin line. */
function Margin({ half, label, isFaint = false }: MarginProps) {
  const ink = isFaint ? "var(--ink-2)" : "var(--ink)";
  return (
    <Sized height={HEIGHT}>
      {(width) => {
        const [from, to] = [-half, half].map((at) => px(width / 2 + at * (width / 2 - 6)));
        return (
          <svg class="chart" role="img" aria-label={label} width={width} height={HEIGHT}>
            <path d={`M${from} 9H${to}M${from} 4v10M${to} 4v10`} stroke={ink} stroke-width="1.5" />
            <circle cx={px(width / 2)} cy="9" r="4" fill={ink} />
          </svg>
        );
      }}
    </Sized>
  );
}

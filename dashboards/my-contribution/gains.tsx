import { type MeasureRef, measureRef } from "../../src/domains/index.ts";
import { px } from "../charts/parts.tsx";
import { placePhrase } from "../compare/phrases.ts";
import { doesCount, type MeasureUse } from "../contribute/coming.ts";
import { amountText, endsText, formatNumber, formatPeriod, lowerFirst, marginDigits, unitLabel } from "../shared/format.ts";
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
 * What the contributor's area gained: for each topic the published figure with its margin, or that there are too few homes. It
 * uses public files only. The area gains by the topics that count at its level in a publication to come, and by no others.
 */
export function Gains({ opened, areaName, uses }: GainsProps) {
  const { held, words, commons, lang } = opened;
  const w = words.gains;
  const keys = new Set(held.readings.map(({ domain, measure }) => measureRef(domain, measure)?.key));
  const refs = commons.refs.filter(({ key }) => keys.has(key));
  const own = commons.tree.get(held.household.area ?? "")?.level;
  const counting = uses.filter(({ levels }) => levels.some((use) => use.level === own && doesCount(use)));
  const isKnown = (ref: MeasureRef): boolean => meanAt(commons, ref, held.household.area ?? "") !== null;
  if (refs.length === 0) return null;
  return (
    <section class="card gains" aria-labelledby="gains-title">
      <h2 id="gains-title">{counting.length === 0 ? w.titleNone : w.title}</h2>
      <p class="note">
        {held.paused
          ? w.leadPaused(areaName)
          : counting.length === 0
            ? w.leadNone(areaName)
            : w.lead(areaName, topicsIn(counting, lang), counting.length)}
      </p>
      {refs.map((ref) => (
        <Gain key={ref.key} measure={ref} opened={opened} />
      ))}
      {refs.every(isKnown) ? null : <p class="note">{w.note}</p>}
      {commons.main === null ? null : (
        <p class="source">{sourceText(commons.catalog, [commons.main.period], periodOf(opened), lang)}</p>
      )}
    </section>
  );
}

/** `electricity, water and energy spending`, within a sentence. */
function topicsIn(uses: readonly MeasureUse[], lang: Lang): string {
  return new Intl.ListFormat(lang, { type: "conjunction" }).format(uses.map(({ ref }) => lowerFirst(topicLabel(ref, lang))));
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

/** A topic without a figure at the area: what such a place needs, and what the wider place says. */
function NoGain(props: GainProps) {
  const { measure, opened } = props;
  const { held, words, lang, commons } = opened;
  const w = words.gains;
  const area = held.household.area ?? "";
  const name = topicLabel(measure, lang);
  const isKeptBack = isKept(commons, measure, area);
  const needed = homesFor(commons, measure.key, commons.tree.get(area)?.level ?? "");
  const [above] = commons.tree
    .lineage(area)
    .slice(1)
    .flatMap((one) => {
      const wider = meanAt(commons, measure, one.code);
      return wider ? [{ at: lowerFirst(placePhrase(commons, one.code, lang).at), ...meanText(wider, props) }] : [];
    });
  return (
    <div class="gain few">
      <span class="swatch absent" aria-hidden="true" />
      <p>
        <b>{isKeptBack ? WORDS[lang].labelled(name, WORDS[lang].kept) : w.few(name)}</b>
        {needed === null || isKeptBack ? null : <small>{w.needed(formatNumber(needed, 0, lang))}</small>}
        {above ? <small>{w.above(above.at, periodOf(opened), above.value, above.lower, above.upper)}</small> : null}
      </p>
    </div>
  );
}

function Gain(props: GainProps) {
  const { measure, opened } = props;
  const { held, words, lang, commons } = opened;
  const w = words.gains;
  const area = held.household.area ?? "";
  const name = topicLabel(measure, lang);
  const mean = meanAt(commons, measure, area);
  if (mean === null) return <NoGain {...props} />;
  const count = countAt(commons, measure, area);
  const { value, lower, upper } = meanText(mean, props);
  const reach = reachOf(mean);
  const finer = count && withMore(mean, count.value);
  const finerText = finer ? w.finer(formatNumber(finer.homes, 0, lang), finer.narrower) : null;
  return (
    <div class="gain">
      <p class="gain-head">
        <b>{w.published(name)}</b> <b>{w.value(value)}</b>
      </p>
      <Sized height={18}>
        {(width) => <Margin width={width} mean={mean} reach={reach} label={w.label(name, value, lower, upper)} />}
      </Sized>
      <small>
        {count
          ? w.homes(periodOf(opened), formatNumber(count.value, 0, lang), lower, upper)
          : w.allHomes(periodOf(opened), lower, upper)}
      </small>
      {finer && finerText !== null ? (
        <>
          <Sized height={18}>
            {(width) => <Margin width={width} mean={finer.mean} reach={reach} ink="var(--ink-2)" label={finerText} />}
          </Sized>
          <small>{finerText}</small>
        </>
      ) : null}
    </div>
  );
}

/**
 * The margin that a mean would have of a round number of homes that is at least half as many again, and by how many percent it would be
 * narrower. The noise of a sum does not grow with its homes, so its share of the mean falls as they become more.
 */
function withMore({ value, lower, upper }: WithMargin, count: number) {
  const step = 10 ** Math.floor(Math.log10(Math.max(count * 1.5, 1)));
  const homes = Math.ceil((count * 1.5) / step) * step;
  const half = ((upper - lower) / 2) * (Math.max(count, 1) / homes);
  const narrower = Math.round(10 * (1 - count / homes)) * 10;
  return { homes, narrower, mean: { value, lower: value - half, upper: value + half } };
}

/** How far the axis of a topic goes on either side of its mean. */
const reachOf = ({ value, lower, upper }: WithMargin): number => Math.max(value * 0.75, upper - value, value - lower, 1e-9);

interface MarginProps {
  readonly width: number;
  readonly mean: WithMargin;
  readonly reach: number;
  readonly ink?: string;
  readonly label: string;
}

/** A mean as a point with its margin as a thin line, which is shorter the more precise the figure is. */
function Margin({ width, mean: { value, lower, upper }, reach, ink = "var(--ink)", label }: MarginProps) {
  const x = (at: number): number => width / 2 + ((at - value) / reach) * (width / 2 - 6);
  return (
    <svg class="chart" role="img" aria-label={label} width={width} height="18">
      <path d={`M${px(x(lower))} 9H${px(x(upper))}M${px(x(lower))} 4v10M${px(x(upper))} 4v10`} stroke={ink} stroke-width="1.5" />
      <circle cx={px(x(value))} cy="9" r="4.5" fill={ink} />
    </svg>
  );
}

import type { ComponentChildren } from "preact";
import type { MeasureRef } from "../../src/domains/index.ts";
import { listed } from "../compare/group-words.ts";
import { meanTexts, nearestMean } from "../compare/nearest-mean.ts";
import { placePhrase } from "../compare/phrases.ts";
import { outwards } from "../shared/digits.ts";
import { formatDate, formatNumber, formatPeriod, lowerFirst, marginDigits, semicolon, upperFirst } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { topicLabel } from "../shared/labels.ts";
import { levelDigits } from "../shared/level-digits.ts";
import { type PublishedFigure, relationOf } from "../shared/published-figure.ts";
import { homesFor, type PublicCommons } from "../visit/commons.ts";
import { figuresAt, isKept } from "../visit/focus.ts";
import { doesCount, type MeasureUse, quarterLevel, yearsAtHome } from "./coming.ts";
import { type Flow, leafMeanText } from "./flow.ts";
import { LATER_WORDS } from "./later-words.ts";
import { monthsInWords, plainLevel } from "./use-words.ts";

/** What is public of a topic at one place: its mean, and the homes that it is of where their number is; else why there is none. */
export type TopicAt =
  | { readonly kind: "published"; readonly mean: PublishedFigure; readonly homes: PublishedFigure | null }
  /** withheld to protect another figure */
  | { readonly kind: "kept" }
  /** `homes`: with how many a place of its level appears in half of all draws, by the public plan; null: not stated */
  | { readonly kind: "few"; readonly homes: number | null };

/** What the newest year says of a topic at a place, by public files alone. */
export function topicAt(commons: PublicCommons, ref: MeasureRef, area: string): TopicAt {
  const { mean, homes } = figuresAt(commons, ref, area);
  if (mean !== null) return { kind: "published", mean, homes };
  if (isKept(commons, ref, area)) return { kind: "kept" };
  return { kind: "few", homes: homesFor(commons, ref.key, commons.tree.get(area)?.level ?? "") };
}

interface PlaceTopicsProps {
  readonly flow: Pick<Flow, "commons" | "notice" | "lang" | "now">;
  readonly area: string;
  readonly refs: readonly MeasureRef[];
  /** what one's own months count in */
  readonly uses: readonly MeasureUse[];
}

/** One place, topic by topic: whether it has a figure or how many homes that takes, and in which topics one will count. */
export function PlaceTopics({ flow, area, refs, uses }: PlaceTopicsProps) {
  const { commons, lang } = flow;
  const { streams } = flow.notice.facts.protection;
  const topics = refs.map((ref) => ({ ref, found: topicAt(commons, ref, area) }));
  const needed = topics.flatMap(({ found }) => (found.kind === "few" && found.homes !== null ? [found.homes] : []));
  return (
    <>
      <ul class="place-topics">
        {topics.map(({ ref, found }) => {
          const use = uses.find((one) => one.ref === ref);
          const shared = { commons, measure: ref, found, area, due: dueAtHome(use), now: flow.now(), lang };
          return (
            <TopicLine key={ref.key} {...shared}>
              <OwnUse use={use} commons={commons} lang={lang} />
            </TopicLine>
          );
        })}
      </ul>
      {topics.every(({ found }) => found.kind !== "published") ? null : <p class="note">{LATER_WORDS[lang].place.ofAll}</p>}
      {needed.length === 0 ? null : (
        <p class="note">
          {upperFirst(leafMeanText(commons, lang, needed))}. {LATER_WORDS[lang].place.uncounted}
        </p>
      )}
      {/* Which topics are beyond the most is not known here. */}
      {uses.length > streams ? <p class="note">{LATER_WORDS[lang].place.most(streams)}</p> : null}
    </>
  );
}

interface TopicLineProps {
  readonly commons: PublicCommons;
  readonly measure: MeasureRef;
  readonly found: TopicAt;
  readonly area: string;
  /** the day by which a publication is expected in which one's own months will count at the place; null: in none */
  readonly due: string | null;
  readonly now: Date;
  readonly lang: Lang;
  readonly children?: ComponentChildren;
}

function TopicLine({ children, ...of }: TopicLineProps) {
  const { commons, measure, found, due, now, lang } = of;
  const w = LATER_WORDS[lang].place;
  const year = commons.main === null ? null : formatPeriod(commons.main.period, lang);
  // What one gave is for a year to come: that the last one has no figure would not be about it.
  const isToCome = due !== null && due > now.toISOString().slice(0, 10);
  // What holds a figure back for another says its own condition below.
  const absent =
    year === null || due === null || found.kind === "kept" ? w.few(year) : w.expected(isToCome ? formatDate(due, lang) : null);
  const [state, sign] =
    found.kind === "published"
      ? found.mean.unsure
        ? [w.careful(year ?? ""), "careful"]
        : [w.published(year ?? ""), "people"]
      : [absent, "absent"];
  return (
    <li>
      <span class={`swatch ${sign}`} aria-hidden="true" />
      <b>{topicLabel(measure, lang)}</b>
      <span>{state}</span>
      {found.kind === "kept" ? (
        <small>
          {WORDS[lang].keptHere} {w.keptUntil}
        </small>
      ) : null}
      <DetailOf {...of} />
      {children}
    </li>
  );
}

/** The day by which the first of them is expected. */
export const dueAtHome = (use: MeasureUse | undefined): string | null =>
  use?.levels[0]?.steps.flatMap(({ due }) => due ?? []).sort()[0] ?? null;

type OwnUseProps = Pick<TopicLineProps, "commons" | "lang"> & { readonly use: MeasureUse | undefined };

/**
 * Whether one's own months will count in the figure of the smallest place, or how many of them lack, which of them count in a wider one, and
 * what the others wait for. Nothing where none may.
 */
function OwnUse({ use, commons, lang }: OwnUseProps) {
  const w = LATER_WORDS[lang].place;
  const years = yearsAtHome(use ? [use] : []);
  const short = use?.levels[0]?.steps.find((one) => one.short)?.short ?? null;
  if (use === undefined || (years.length === 0 && short === null)) return null;
  const texts =
    years.length > 0 || short === null
      ? [w.counts(listed(years, lang))]
      : [w.short(short.months, short.needed, formatPeriod(short.period, lang)), ...aroundOf(use, short.period, commons, lang)];
  return (
    <small>
      <span class="own-sign" aria-hidden="true">
        {years.length > 0 ? "◆" : "◇"}
      </span>{" "}
      {texts.join(semicolon(lang))}
    </small>
  );
}

/** Which months count in a wider place, and what the others wait for. `short` is the period that lacks months at the smallest place, which is said. */
function aroundOf(use: MeasureUse, short: string, { catalog }: PublicCommons, lang: Lang): string[] {
  const w = LATER_WORDS[lang].place;
  const said = short.slice(0, 4);
  const nameOf = (level: string): string => plainLevel(catalog.territory.level_names, level, lang);
  const missing = use.begun.filter(({ period }) => period !== short).flatMap((one) => one.missing);
  // What is begun is published for a wider place, which is named unless other months name it.
  const begun = use.levels.some(doesCount) ? undefined : quarterLevel(use);
  return use.months.flatMap(({ level, months }) => {
    const named = monthsInWords(months, lang, said);
    if (level !== null) return [w.around(months.length, named, nameOf(level))];
    if (missing.length === 0) return [];
    return [w.waits(months.length, named, monthsInWords(missing, lang, said), begun === undefined ? null : nameOf(begun))];
  });
}

/** About how many homes a figure is of; null where that is not public, or too imprecise. */
export function aboutHomes(homes: PublishedFigure | null, lang: Lang): string | null {
  if (homes === null || homes.unsure) return null;
  return formatNumber(homes.value, Math.min(0, marginDigits(homes.lower, homes.upper, 0)), lang);
}

/** The mean of the whole territory where a place's own is more or less than it for sure, so that all topics have one comparator; else null. */
function wholeText(commons: PublicCommons, ref: MeasureRef, area: string, own: PublishedFigure, lang: Lang): string | null {
  const { code } = commons.tree.root;
  const { mean } = figuresAt(commons, ref, code);
  if (mean === null || relationOf(own, mean) === "same") return null;
  // A mean within the margin as it is written would look like no difference at all.
  const of = { ref, statistic: "MEAN", type: "_T", period: commons.main?.period ?? "" } as const;
  const digits = levelDigits(commons, of, area) ?? marginDigits(own.lower, own.upper, ref.measure.decimals);
  const margin = outwards(own, digits);
  if (mean.value >= margin.lower && mean.value <= margin.upper) return null;
  const at = lowerFirst(placePhrase(commons, code, lang).at);
  return LATER_WORDS[lang].place.whole(relationOf(own, mean) === "more", at, meanTexts(commons, ref, { code, mean }, lang)[0]);
}

/** The mean of all homes of the place or, where it has none, of the nearest around it. */
function DetailOf({ found, commons, measure, area, lang }: TopicLineProps) {
  if (found.kind === "published") {
    const [value, from, to] = meanTexts(commons, measure, { code: area, mean: found.mean }, lang);
    return (
      <small>
        {/* A mean too uncertain to rely on would be taken for known: as in Quartiers, its margin stands alone. */}
        {LATER_WORDS[lang].place.mean(
          found.mean.unsure ? null : value,
          from,
          to,
          aboutHomes(found.homes, lang),
          wholeText(commons, measure, area, found.mean, lang),
        )}
      </small>
    );
  }
  const nearest = nearestMean(commons, measure, area, "sure", lang);
  return nearest === null ? null : <small>{nearest.text}</small>;
}

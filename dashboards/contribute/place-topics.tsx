import type { ComponentChildren } from "preact";
import type { MeasureRef } from "../../src/domains/index.ts";
import { listed } from "../compare/group-words.ts";
import { amountText, endsText, formatNumber, formatPeriod, marginDigits, unitLabel } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { topicLabel } from "../shared/labels.ts";
import type { PublishedFigure } from "../shared/published-figure.ts";
import { homesFor, type PublicCommons, unitOf } from "../visit/commons.ts";
import { figuresAt, isKept } from "../visit/focus.ts";
import { doesCount, type MeasureUse } from "./coming.ts";
import type { Flow } from "./flow.ts";
import { LATER_WORDS } from "./later-words.ts";

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
  readonly flow: Pick<Flow, "commons" | "lang">;
  readonly area: string;
  readonly refs: readonly MeasureRef[];
  /** what one's own months count in, told of each topic where they do not count in all; absent: it is told elsewhere */
  readonly uses?: readonly MeasureUse[];
  /** how many homes a figure takes, where that is said already */
  readonly said?: number | null;
}

/** One place, topic by topic: whether it has a figure or how many homes that takes, and in which topics one will count. */
export function PlaceTopics({ flow: { commons, lang }, area, refs, uses = [], said = null }: PlaceTopicsProps) {
  const topics = refs.map((ref) => {
    const found = topicAt(commons, ref, area);
    return { ref, found: found.kind === "few" && found.homes === said ? { ...found, homes: null } : found };
  });
  const isAll = uses.every(({ levels: [leaf] }) => leaf !== undefined && doesCount(leaf));
  const needed = topics.flatMap(({ found }) => (found.kind === "few" && found.homes !== null ? [found.homes] : []));
  // Topics that need as many homes have one sentence below them.
  const [only] = needed.length > 1 && new Set(needed).size === 1 ? needed : [];
  return (
    <>
      <ul class="place-topics">
        {topics.map(({ ref, found }) => (
          <TopicLine key={ref.key} commons={commons} measure={ref} found={found} isBrief={only !== undefined} lang={lang}>
            {isAll ? null : <OwnUse use={uses.find((one) => one.ref === ref)} lang={lang} />}
          </TopicLine>
        ))}
      </ul>
      {only === undefined ? null : <p class="note">{neededText(only, lang)}</p>}
    </>
  );
}

const neededText = (homes: number, lang: Lang): string => LATER_WORDS[lang].place.needed(formatNumber(homes, 0, lang));

interface TopicLineProps {
  readonly commons: PublicCommons;
  readonly measure: MeasureRef;
  readonly found: TopicAt;
  /** true: how many homes a figure takes is said elsewhere */
  readonly isBrief: boolean;
  readonly lang: Lang;
  readonly children?: ComponentChildren;
}

function TopicLine({ commons, measure, found, isBrief, lang, children }: TopicLineProps) {
  const w = LATER_WORDS[lang].place;
  const year = commons.main === null ? null : formatPeriod(commons.main.period, lang);
  const [state, sign] =
    found.kind === "published"
      ? found.mean.unsure
        ? [w.careful(year ?? ""), "careful"]
        : [w.published(year ?? ""), "people"]
      : [found.kind === "kept" ? WORDS[lang].kept : w.few(year), "absent"];
  return (
    <li>
      <span class={`swatch ${sign}`} aria-hidden="true" />
      <b>{topicLabel(measure, lang)}</b>
      <span>{state}</span>
      <DetailOf found={found} isBrief={isBrief} commons={commons} measure={measure} lang={lang} />
      {children}
    </li>
  );
}

/** Whether one's own months will count in the figure of the smallest place, or how many of them lack; nothing where none may. */
function OwnUse({ use, lang }: { readonly use: MeasureUse | undefined; readonly lang: Lang }) {
  const w = LATER_WORDS[lang].place;
  const steps = use?.levels[0]?.steps ?? [];
  const years = [...new Set(steps.flatMap(({ counts }) => counts))];
  const short = steps.find((one) => one.short)?.short ?? null;
  if (years.length === 0 && short === null) return null;
  return (
    <small>
      <span class="own-sign" aria-hidden="true">
        {years.length > 0 ? "◆" : "◇"}
      </span>{" "}
      {years.length > 0 || short === null
        ? w.counts(listed(years, lang))
        : w.short(short.months, short.needed, formatPeriod(short.period, lang))}
    </small>
  );
}

/** The mean of all homes of the place, or how many homes a figure takes. */
function DetailOf({ found, isBrief, commons, measure, lang }: TopicLineProps) {
  const w = LATER_WORDS[lang].place;
  if (found.kind === "kept") return null;
  if (found.kind === "few") return found.homes === null || isBrief ? null : <small>{neededText(found.homes, lang)}</small>;
  const { value, lower, upper } = found.mean;
  const [unit, most] = [unitLabel(unitOf(commons.catalog, measure), lang), measure.measure.decimals];
  const digits = marginDigits(lower, upper, most);
  const [from, to] = endsText(lower, upper, digits, unit, lang);
  return <small>{w.mean(amountText(value, digits, unit, lang), from, to)}</small>;
}

import type { MeasureRef } from "../../src/domains/index.ts";
import { amountText, endsText, formatNumber, formatPeriod, marginDigits, unitLabel } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { topicLabel } from "../shared/labels.ts";
import type { WithMargin } from "../shared/reliable-interval.ts";
import { homesFor, type PublicCommons, unitOf } from "../visit/commons.ts";
import { figuresAt, isKept, meanAt } from "../visit/focus.ts";
import type { Flow } from "./flow.ts";
import { LATER_WORDS } from "./later-words.ts";

/** What is public of a topic at one place: its mean, null where it is too imprecise; else why there is none. */
export type TopicAt =
  | { readonly kind: "published"; readonly mean: WithMargin | null }
  /** withheld to protect another figure */
  | { readonly kind: "kept" }
  /** `homes`: with how many a place of its level appears in half of all draws, by the public plan; null: not stated */
  | { readonly kind: "few"; readonly homes: number | null };

/** What the newest year says of a topic at a place, by public files alone. */
export function topicAt(commons: PublicCommons, ref: MeasureRef, area: string): TopicAt {
  if (figuresAt(commons, ref, area).mean !== null) return { kind: "published", mean: meanAt(commons, ref, area) };
  if (isKept(commons, ref, area)) return { kind: "kept" };
  return { kind: "few", homes: homesFor(commons, ref.key, commons.tree.get(area)?.level ?? "") };
}

interface PlaceTopicsProps {
  readonly flow: Pick<Flow, "commons" | "lang">;
  readonly area: string;
  readonly refs: readonly MeasureRef[];
}

/** One place, topic by topic: whether it has a figure or how many homes that takes. */
export function PlaceTopics({ flow: { commons, lang }, area, refs }: PlaceTopicsProps) {
  return (
    <ul class="place-topics">
      {refs.map((ref) => (
        <TopicLine key={ref.key} commons={commons} measure={ref} area={area} lang={lang} />
      ))}
    </ul>
  );
}

interface TopicLineProps {
  readonly commons: PublicCommons;
  readonly measure: MeasureRef;
  readonly area: string;
  readonly lang: Lang;
}

function TopicLine({ commons, measure, area, lang }: TopicLineProps) {
  const w = LATER_WORDS[lang].place;
  const found = topicAt(commons, measure, area);
  const isPublished = found.kind === "published";
  const state = isPublished
    ? w.published(formatPeriod(commons.main?.period ?? "", lang))
    : found.kind === "kept"
      ? WORDS[lang].kept
      : w.few;
  return (
    <li>
      <span class={isPublished ? "swatch people" : "swatch absent"} aria-hidden="true" />
      <b>{topicLabel(measure, lang)}</b>
      <span>{state}</span>
      <DetailOf found={found} commons={commons} measure={measure} lang={lang} />
    </li>
  );
}

/** The mean of all homes of the place, or how many homes a figure takes. */
function DetailOf({ found, commons, measure, lang }: Omit<TopicLineProps, "area"> & { readonly found: TopicAt }) {
  const w = LATER_WORDS[lang].place;
  if (found.kind === "kept") return null;
  if (found.kind === "few") return found.homes === null ? null : <small>{w.needed(formatNumber(found.homes, 0, lang))}</small>;
  if (found.mean === null) return <small>{w.unsure}</small>;
  const { value, lower, upper } = found.mean;
  const [unit, most] = [unitLabel(unitOf(commons.catalog, measure), lang), measure.measure.decimals];
  const digits = marginDigits(lower, upper, most);
  const [from, to] = endsText(lower, upper, digits, unit, lang);
  return <small>{w.mean(amountText(value, digits, unit, lang), from, to)}</small>;
}

import { parsePeriod } from "../../src/contract/period.ts";
import { type MeasureRef, measureRef } from "../../src/domains/index.ts";
import { listed } from "../compare/group-words.ts";
import { doesCount, type MeasureUse, usesOf, yearsAtHome } from "../contribute/coming.ts";
import { aboutHomes, dueAtHome, PlaceTopics, type TopicAt, topicAt } from "../contribute/place-topics.tsx";
import { newestReleases } from "../shared/data.ts";
import { formatDate, formatPeriod, lowerFirst } from "../shared/format.ts";
import { topicLabel } from "../shared/labels.ts";
import { pageHref } from "../shared/layout.ts";
import type { OpenContribution } from "./opened.ts";

type Published = Pick<OpenContribution, "held" | "commons" | "notice">;

/**
 * Tells whether the home counts in what is published of a measure and a period at its place: it had given months enough before the month
 * of the publication. A home that is paused or has objected may have been left out.
 */
function isCounted({ held, commons, notice }: Published, ref: MeasureRef, period: string): boolean {
  if (held.paused || held.objection !== null) return false;
  const first = newestReleases(commons.catalog.releases).find((release) => release.period === period)?.created_at ?? "";
  const before = held.donations.filter(({ received }) => received < first.slice(0, received.length));
  const readings = before.flatMap((one) => one.readings);
  const [use] = usesOf(readings, [ref], [parsePeriod(period)], notice.facts.protection.levels);
  return use?.levels[0] !== undefined && doesCount(use.levels[0]);
}

interface GainsProps {
  readonly opened: OpenContribution;
  /** what the contribution counts in; empty while it does not */
  readonly uses: readonly MeasureUse[];
}

/** What the place has of all topics that were given, and thanks to whom: of one with the number of homes, which differs by topic. */
function gainedText(
  opened: OpenContribution,
  areaName: string,
  topics: readonly { readonly ref: MeasureRef; readonly at: TopicAt }[],
): string {
  const { words, commons, lang } = opened;
  const w = words.gains;
  const [only, ...others] = topics;
  const published = topics.filter(({ at }) => at.kind === "published");
  const period = commons.main?.period ?? "";
  const year = formatPeriod(period, lang);
  const you = published.some(({ ref }) => isCounted(opened, ref, period));
  if (others.length > 0) {
    const names = published.map(({ ref }) => lowerFirst(topicLabel(ref, lang)));
    return w.hasOf(areaName, listed(names, lang), names.length, topics.length, you, year);
  }
  const topic = only === undefined ? "" : lowerFirst(topicLabel(only.ref, lang));
  return only?.at.kind === "published"
    ? w.has(areaName, topic, year, aboutHomes(only.at.homes, lang), you, !only.at.mean.unsure)
    : w.hasNot(areaName, topic);
}

/** Of several topics, those in which the home will count at its place in what comes next, and around when; empty where that day is over or in none. */
function comingText({ words, lang, now }: OpenContribution, uses: readonly MeasureUse[]): string {
  const next = uses.filter((use) => dueAtHome(use) !== null);
  const day = next.map((use) => dueAtHome(use) ?? "").sort()[0] ?? "";
  const first = next.filter((use) => dueAtHome(use) === day);
  if (uses.length < 2 || day <= now().toISOString().slice(0, 10)) return "";
  const names = first.map(({ ref }) => lowerFirst(topicLabel(ref, lang)));
  return words.gains.coming(formatDate(day, lang), listed(names, lang), listed(yearsAtHome(first), lang));
}

/**
 * What the contribution brings its own place: what was gained there, and topic by topic whether there is a figure and whether the home
 * will be in the next. By public files and its own months only: nothing tells whether it changed a figure.
 */
export function Gains({ opened, uses }: GainsProps) {
  const { held, words, commons, lang } = opened;
  const w = words.gains;
  const area = held.household.area ?? "";
  const areaName = commons.tree.get(area)?.name ?? area;
  const keys = new Set(held.readings.map(({ domain, measure }) => measureRef(domain, measure)?.key));
  const refs = commons.refs.filter(({ key }) => keys.has(key));
  const topics = refs.map((ref) => ({ ref, at: topicAt(commons, ref, area) }));
  if (topics.length === 0) return null;
  const coming = comingText(opened, uses);
  const published = topics.flatMap(({ ref, at }) => (at.kind === "published" ? [topicLabel(ref, lang)] : []));
  const shown = new Intl.ListFormat(lang, { type: "disjunction" }).format(published);
  return (
    <section class="card gains" aria-labelledby="gains-title">
      <h2 id="gains-title">{gainedText(opened, areaName, topics)}</h2>
      {coming === "" ? null : <p>{coming}</p>}
      <PlaceTopics flow={opened} area={area} refs={refs} uses={uses} />
      {/* The address names neither place nor topic: they are the contributor's, and the history would keep them. It asks for the search, and the words say the rest. */}
      {published.length === 0 ? null : (
        <p class="no-print">
          {w.seek[0]}{" "}
          <a href={`${pageHref("district", lang)}#search`} target="_blank" rel="noopener">
            {w.places}
          </a>
          , {w.seek[1]} <b class="sought">{areaName}</b>, {w.seek[2]} <b>{shown}</b>. {w.seek[3]}
        </p>
      )}
    </section>
  );
}

import { parsePeriod } from "../../src/contract/period.ts";
import { type MeasureRef, measureRef } from "../../src/domains/index.ts";
import { CountedDots } from "../charts/counted-dots.tsx";
import { listed } from "../compare/group-words.ts";
import { returnDay } from "../contribute/come-back.tsx";
import { doesCount, type MeasureUse, usesOf } from "../contribute/coming.ts";
import { leafName } from "../contribute/flow.ts";
import { PlaceTopics, type TopicAt, topicAt } from "../contribute/place-topics.tsx";
import { WhereCounts } from "../contribute/where-counts.tsx";
import { newestReleases } from "../shared/data.ts";
import { formatDate, formatNumber, formatPeriod, lowerFirst, marginDigits } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { topicLabel } from "../shared/labels.ts";
import type { PublishedFigure } from "../shared/published-figure.ts";
import { Sized } from "../shared/sized.tsx";
import { sourceText } from "../shared/source-text.ts";
import type { OpenContribution } from "./opened.ts";

/**
 * Tells whether the home counts in what is published of a measure at its place: it had given months enough before the month of the
 * publication. A home that is paused or has objected may have been left out.
 */
export function isCounted({ held, commons, notice }: Pick<OpenContribution, "held" | "commons" | "notice">, ref: MeasureRef) {
  const { main, catalog } = commons;
  if (main === null || held.paused || held.objection !== null) return false;
  const first = newestReleases(catalog.releases).find(({ period }) => period === main.period)?.created_at ?? "";
  const before = held.donations.filter(({ received }) => received < first.slice(0, received.length));
  const readings = before.flatMap((one) => one.readings);
  const [use] = usesOf(readings, [ref], [parsePeriod(main.period)], notice.facts.protection.levels);
  return use?.levels[0] !== undefined && doesCount(use.levels[0]);
}

/** The topic of which there is most to tell: a figure that is published, best where the home will count, else how many homes one takes. */
function bestTopic(opened: OpenContribution, refs: readonly MeasureRef[], uses: Uses) {
  const { commons, held } = opened;
  const found = refs.map((ref) => ({ ref, at: topicAt(commons, ref, held.household.area ?? "") }));
  const isPublished = ({ at }: { at: TopicAt }): boolean => at.kind === "published";
  const isSure = ({ at }: { at: TopicAt }): boolean => at.kind === "published" && !at.mean.unsure;
  const doesCountIn = ({ ref }: { ref: MeasureRef }): boolean => countsAtHome(uses.filter((one) => one.ref === ref)).length > 0;
  return (
    found.find((one) => isSure(one) && doesCountIn(one)) ??
    found.find(isSure) ??
    found.find(isPublished) ??
    found.find(doesCountIn) ??
    found[0]
  );
}

/** The homes that a first figure takes, hollow as they are still to come, the contributor among them. */
function HomesToCome({ count, you, label }: { readonly count: number; readonly you: boolean; readonly label: string }) {
  return (
    <>
      <Sized height={60}>
        {(width) => (
          <CountedDots
            id="gains-homes"
            width={width}
            label={label}
            count={count}
            full={0}
            you={you}
            columns={Math.max(10, Math.ceil(count / 2))}
          />
        )}
      </Sized>
      <p class="note">{label}</p>
    </>
  );
}

type Uses = readonly MeasureUse[];

/** Years of the publications to come in which the home counts at its smallest place. */
const countsAtHome = (uses: Uses): string[] =>
  [...new Set(uses.flatMap(({ levels }) => levels[0]?.steps.flatMap(({ counts }) => counts) ?? []))].sort();

/** About how many homes a figure is of; null where that is not public, or too imprecise. */
function aboutHomes(homes: PublishedFigure | null, lang: Lang): string | null {
  if (homes === null || homes.unsure) return null;
  return formatNumber(homes.value, Math.min(0, marginDigits(homes.lower, homes.upper, 0)), lang);
}

interface GainsProps {
  readonly opened: OpenContribution;
  readonly areaName: string;
  /** what the contribution counts in; empty while it does not */
  readonly uses: Uses;
}

/** What one's own figures will do at their place, in public terms, or that there are too few; null: nothing of them is awaited. */
function willText({ opened, uses }: GainsProps, refs: readonly MeasureRef[]): string | null {
  const { words, commons, notice, lang, now } = opened;
  const w = words.gains;
  if (uses.length === 0) return null;
  const all = countsAtHome(uses);
  const years = listed(all, lang);
  if (years === "") return w.lacks;
  const counted = uses.filter((one) => countsAtHome([one]).length > 0).map(({ ref }) => lowerFirst(topicLabel(ref, lang)));
  const topics = counted.length === refs.length ? [] : counted;
  if (commons.catalog.releases.length === 0) return w.willFirst(topics, years);
  const { before } = returnDay(notice, commons.catalog.releases, now());
  const isNext = before !== null && all.length === 1 && before.period.startsWith(years);
  return w.will(topics, years, isNext ? formatDate(before.due, lang) : null);
}

/**
 * What the contribution brings its own place: what was gained there, what one's own figures will do, and topic by topic whether there is a
 * figure and whether the home will be in the next. By public files and its own months only: nothing tells whether it changed a figure.
 */
export function Gains(props: GainsProps) {
  const { opened, areaName, uses } = props;
  const { held, words, commons, lang } = opened;
  const w = words.gains;
  const keys = new Set(held.readings.map(({ domain, measure }) => measureRef(domain, measure)?.key));
  const refs = commons.refs.filter(({ key }) => keys.has(key));
  const best = bestTopic(opened, refs, uses);
  if (best === undefined) return null;
  const { ref, at } = best;
  const [will, main] = [willText(props, refs), commons.main];
  const topic = lowerFirst(topicLabel(ref, lang));
  const gained =
    at.kind === "published" && main !== null
      ? w.has(
          areaName,
          topic,
          formatPeriod(main.period, lang),
          aboutHomes(at.homes, lang),
          isCounted(opened, ref),
          !at.mean.unsure,
        )
      : w.hasNot(areaName, topic);
  const said = at.kind === "few" ? at.homes : null;
  const counts = countsAtHome(uses.filter((one) => one.ref === ref)).length > 0;
  return (
    <section class="card gains" aria-labelledby="gains-title">
      <h2 id="gains-title">{gained}</h2>
      {will === null ? null : <p>{will}</p>}
      {said === null ? null : (
        <HomesToCome
          count={said}
          you={counts}
          label={w.dotsToCome(formatNumber(said, 0, lang), leafName({ commons, lang }), counts)}
        />
      )}
      <PlaceTopics flow={opened} area={held.household.area ?? ""} refs={refs} uses={uses} said={said} />
      {main === null ? null : (
        <p class="source">{sourceText(commons.catalog, [main.period], formatPeriod(main.period, lang), lang)}</p>
      )}
      {uses.length === 0 ? null : (
        <details>
          <summary>{words.state.title}</summary>
          <WhereCounts uses={uses} flow={opened} />
        </details>
      )}
    </section>
  );
}

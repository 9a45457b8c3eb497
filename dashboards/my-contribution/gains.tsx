import { parsePeriod } from "../../src/contract/period.ts";
import { type MeasureRef, measureRef } from "../../src/domains/index.ts";
import { CountedDots } from "../charts/counted-dots.tsx";
import { groupPhrase, listed } from "../compare/group-words.ts";
import { meanTexts, STANDING } from "../compare/nearest-mean.ts";
import { answerOf, isOwnKind } from "../compare/topic-answer.ts";
import { doesCount, type MeasureUse, usesOf } from "../contribute/coming.ts";
import { aboutHomes, neededText, PlaceTopics, type TopicAt, topicAt } from "../contribute/place-topics.tsx";
import { newestReleases } from "../shared/data.ts";
import { formatPeriod, lowerFirst, upperFirst } from "../shared/format.ts";
import { topicLabel } from "../shared/labels.ts";
import { pageHref } from "../shared/layout.ts";
import { publishedFigure } from "../shared/published-figure.ts";
import { Sized } from "../shared/sized.tsx";
import type { Visitor } from "../visit/visitor.ts";
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
export const yearsAtHome = (uses: Uses): string[] =>
  [...new Set(uses.flatMap(({ levels }) => levels[0]?.steps.flatMap(({ counts }) => counts) ?? []))].sort();

interface GainsProps {
  readonly opened: OpenContribution;
  /** the contributor, with what was answered for the comparison */
  readonly visitor: Visitor;
  readonly areaName: string;
  /** what the contribution counts in; empty while it does not */
  readonly uses: Uses;
  /** whether it is said elsewhere that all of it counts */
  readonly isUseSaid: boolean;
}

/** The mean of homes of the contributor's kind, at the nearest place that has it; null: none has. */
function kindMean({ opened: { commons, lang }, visitor }: GainsProps, ref: MeasureRef): string | null {
  const answer = answerOf(commons, visitor, ref, visitor.area.value ?? "", lang);
  const mean = publishedFigure(answer.group?.cell.get("MEAN"));
  if (!isOwnKind(answer) || mean === null || answer.period !== commons.main?.period) return null;
  const homes = upperFirst(groupPhrase(commons, answer, lang));
  return STANDING[lang].nearest(homes, formatPeriod(answer.period, lang), ...meanTexts(commons, ref, mean, lang));
}

/** What one's own figures will do at their place, in public terms; null: none of them counts there. */
function willText({ opened, uses }: GainsProps, refs: readonly MeasureRef[]): string | null {
  const { words, commons, lang } = opened;
  const w = words.gains;
  const all = yearsAtHome(uses);
  if (all.length === 0) return null;
  const years = listed(all, lang);
  const counted = uses.filter((one) => yearsAtHome([one]).length > 0).map(({ ref }) => lowerFirst(topicLabel(ref, lang)));
  const topics = counted.length === refs.length ? [] : counted;
  if (commons.catalog.releases.length === 0) return w.willFirst(topics, years);
  return w.will(topics, years);
}

/** What the place has of all topics that were given, and thanks to whom: of one with the number of homes, which differs by topic. */
function gainedText(
  { opened, areaName }: GainsProps,
  topics: readonly { readonly ref: MeasureRef; readonly at: TopicAt }[],
): string {
  const { words, commons, lang } = opened;
  const w = words.gains;
  const [only, ...others] = topics;
  const published = topics.filter(({ at }) => at.kind === "published");
  const period = commons.main?.period ?? "";
  const year = formatPeriod(period, lang);
  const you = published.some(({ ref }) => isCounted(opened, ref, period));
  if (others.length > 0) return w.hasOf(areaName, published.length, topics.length, you, year);
  const topic = only === undefined ? "" : lowerFirst(topicLabel(only.ref, lang));
  return only?.at.kind === "published"
    ? w.has(areaName, topic, year, aboutHomes(only.at.homes, lang), you, !only.at.mean.unsure)
    : w.hasNot(areaName, topic);
}

/**
 * What the contribution brings its own place: what was gained there, what one's own figures will do, and topic by topic whether there is a
 * figure and whether the home will be in the next. By public files and its own months only: nothing tells whether it changed a figure.
 */
export function Gains(props: GainsProps) {
  const { opened, uses, isUseSaid } = props;
  const { held, words, commons, lang } = opened;
  const { main } = commons;
  const w = words.gains;
  const keys = new Set(held.readings.map(({ domain, measure }) => measureRef(domain, measure)?.key));
  const refs = commons.refs.filter(({ key }) => keys.has(key));
  const topics = refs.map((ref) => ({ ref, at: topicAt(commons, ref, held.household.area ?? "") }));
  const countsIn = (ref: MeasureRef): boolean => yearsAtHome(uses.filter((one) => one.ref === ref)).length > 0;
  const awaited = topics.find(({ ref }) => countsIn(ref)) ?? topics[0];
  if (awaited === undefined) return null;
  const published = topics.some(({ at }) => at.kind === "published");
  const will = isUseSaid ? null : willText(props, refs);
  // Where nothing is published yet, how many homes that takes comes first.
  const said = !published && awaited.at.kind === "few" ? awaited.at.homes : null;
  const counts = countsIn(awaited.ref);
  return (
    <section class="card gains" aria-labelledby="gains-title">
      <h2 id="gains-title">{gainedText(props, topics)}</h2>
      {will === null ? null : <p>{will}</p>}
      {said === null ? null : (
        <HomesToCome count={said} you={counts} label={`${neededText(commons, [said], lang)} ${w.dotsToCome(counts)}`} />
      )}
      <PlaceTopics
        flow={opened}
        area={held.household.area ?? ""}
        refs={refs}
        uses={uses}
        isUseSaid
        said={said}
        kindText={(ref) => kindMean(props, ref)}
      />
      {/* The address names neither place nor topic: they are the contributor's, and the history would keep them. It asks for the search. */}
      {main === null ? null : (
        <p class="no-print">
          {w.seek[0]} <b class="sought">{props.areaName}</b> {w.seek[1]}{" "}
          <a href={`${pageHref("district", lang)}#search`} target="_blank" rel="noopener">
            {w.places}
          </a>
        </p>
      )}
    </section>
  );
}

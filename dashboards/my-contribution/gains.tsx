import { parsePeriod } from "../../src/contract/period.ts";
import { type MeasureRef, measureRef } from "../../src/domains/index.ts";
import { CountedDots } from "../charts/counted-dots.tsx";
import { doesCount, type MeasureUse, usesOf } from "../contribute/coming.ts";
import { PlaceTopics, type TopicAt, topicAt } from "../contribute/place-topics.tsx";
import { WhereCounts } from "../contribute/where-counts.tsx";
import { newestReleases } from "../shared/data.ts";
import { formatNumber, formatPeriod, lowerFirst, marginDigits } from "../shared/format.ts";
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

/** The topic of which there is most to tell: a figure that is published, else how many homes one takes, the home among them. */
function bestTopic(opened: OpenContribution, refs: readonly MeasureRef[], uses: Uses) {
  const { commons, held } = opened;
  const found = refs.map((ref) => ({ ref, at: topicAt(commons, ref, held.household.area ?? "") }));
  const isPublished = ({ at }: { at: TopicAt }): boolean => at.kind === "published";
  const isSure = ({ at }: { at: TopicAt }): boolean => at.kind === "published" && !at.mean.unsure;
  const doesCountIn = ({ ref }: { ref: MeasureRef }): boolean => countsAtHome(uses.filter((one) => one.ref === ref)).length > 0;
  return found.find(isSure) ?? found.find(isPublished) ?? found.find(doesCountIn) ?? found[0];
}

/** Most homes that are drawn one by one; of more, a dot is ten. */
const ONE_BY_ONE = 400;

/** Fewest homes for which dots are small. */
const FEW = 50;

interface HomesProps {
  readonly count: number;
  /** false: the homes are still to come */
  readonly isFull: boolean;
  readonly you: boolean;
  readonly label: string;
}

/** Homes that a dot stands for. */
const eachOf = (count: number): number => (count > ONE_BY_ONE ? 10 : 1);

/** The homes behind the figures as dots, the contributor among them; hollow where they are still to come. */
function Homes({ count, isFull, you, label }: HomesProps) {
  const dots = Math.round(count / eachOf(count));
  // A few stand in two rows of larger dots.
  const rows = dots <= FEW ? { columns: Math.max(10, Math.ceil(dots / 2)) } : {};
  return (
    <>
      <Sized height={60}>
        {(width) => (
          <CountedDots id="gains-homes" width={width} label={label} count={dots} full={isFull ? dots : 0} you={you} {...rows} />
        )}
      </Sized>
      <p class="note">{label}</p>
    </>
  );
}

/** The dots of the best topic: the homes of its figure, or those that one takes. */
function HomesOf({ opened, measure, at, uses }: { opened: OpenContribution; measure: MeasureRef; at: TopicAt; uses: Uses }) {
  const { words, commons, lang } = opened;
  const w = words.gains;
  if (at.kind === "few") {
    const counts = countsAtHome(uses.filter(({ ref }) => ref === measure)).length > 0;
    const { homes } = at;
    return homes === null ? null : (
      <Homes count={homes} isFull={false} you={counts} label={w.dotsToCome(formatNumber(homes, 0, lang), counts)} />
    );
  }
  const homes = sureHomes(at);
  if (homes === null || commons.main === null) return null;
  const [count, you] = [Math.round(homes.value), isCounted(opened, measure)];
  const year = formatPeriod(commons.main.period, lang);
  const each = formatNumber(eachOf(count), 0, lang);
  const label = w.dots(lowerFirst(topicLabel(measure, lang)), year, aboutText(homes, lang), each, you);
  return <Homes count={count} isFull you={you} label={label} />;
}

type Uses = readonly MeasureUse[];

/** Years of the publications to come in which the home counts at its smallest place. */
export const countsAtHome = (uses: Uses): string[] =>
  [...new Set(uses.flatMap(({ levels }) => levels[0]?.steps.flatMap(({ counts }) => counts) ?? []))].sort();

const sureHomes = (at: TopicAt): PublishedFigure | null =>
  at.kind === "published" && at.homes?.unsure === false ? at.homes : null;

const aboutText = ({ value, lower, upper }: PublishedFigure, lang: Lang): string =>
  formatNumber(value, Math.min(0, marginDigits(lower, upper, 0)), lang);

interface GainsProps {
  readonly opened: OpenContribution;
  readonly areaName: string;
  /** what the contribution counts in; empty while it does not */
  readonly uses: Uses;
  /** the day from which to look for the next figures of the place, in words; null: not said here */
  readonly when: string | null;
}

/** What one's own figures will do, in public terms: of which publication they will be, or that there are too few; null: of none. */
function willText({ opened, areaName, uses, when }: GainsProps, refs: readonly MeasureRef[]): string | null {
  const { words, commons, lang } = opened;
  const w = words.gains;
  if (uses.length === 0) return null;
  const years = countsAtHome(uses).join(", ");
  if (years === "") return w.lacks(areaName);
  const counted = uses.filter((one) => countsAtHome([one]).length > 0).map(({ ref }) => lowerFirst(topicLabel(ref, lang)));
  const topics = counted.length === refs.length ? [] : counted;
  return commons.catalog.releases.length === 0 ? w.willFirst(areaName, topics, years) : w.will(areaName, topics, years, when);
}

/**
 * What the contribution brings its own place: what it did and will do there, and topic by topic whether there is a figure and whether the
 * home will be in the next. By public files and its own months only: nothing tells whether it changed a figure.
 */
export function Gains(props: GainsProps) {
  const { opened, areaName, uses } = props;
  const { held, words, commons, lang } = opened;
  const w = words.gains;
  const keys = new Set(held.readings.map(({ domain, measure }) => measureRef(domain, measure)?.key));
  const refs = commons.refs.filter(({ key }) => keys.has(key));
  const best = bestTopic(opened, refs, uses);
  if (best === undefined) return null;
  const homes = sureHomes(best.at);
  const [will, main] = [willText(props, refs), commons.main];
  const did =
    homes !== null && main !== null && isCounted(opened, best.ref)
      ? w.thanks(areaName, lowerFirst(topicLabel(best.ref, lang)), formatPeriod(main.period, lang), aboutText(homes, lang))
      : null;
  const said = best.at.kind === "few" ? best.at.homes : null;
  return (
    <section class="card gains" aria-labelledby="gains-title">
      <h2 id="gains-title">{did ?? will ?? w.topics(areaName)}</h2>
      {did !== null && will !== null ? <p>{will}</p> : null}
      <HomesOf opened={opened} measure={best.ref} at={best.at} uses={uses} />
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

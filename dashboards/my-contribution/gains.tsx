import { parsePeriod } from "../../src/contract/period.ts";
import { type MeasureRef, measureRef } from "../../src/domains/index.ts";
import { CountedDots } from "../charts/counted-dots.tsx";
import { Months } from "../charts/months.tsx";
import { homesPhrase } from "../compare/group-words.ts";
import { MonthsLegend } from "../compare/months-legend.tsx";
import { ownYear } from "../compare/own-months.ts";
import { answerOf } from "../compare/topic-answer.ts";
import { doesCount, type MeasureUse, usesOf } from "../contribute/coming.ts";
import { PlaceTopics, type TopicAt, topicAt } from "../contribute/place-topics.tsx";
import { WhereCounts } from "../contribute/where-counts.tsx";
import { en } from "../messages/en/standing.ts";
import { fr } from "../messages/fr/standing.ts";
import { newestReleases } from "../shared/data.ts";
import { axisText, formatNumber, formatPeriod, lowerFirst, marginDigits } from "../shared/format.ts";
import { type Lang, translated, WORDS } from "../shared/i18n.ts";
import { topicLabel } from "../shared/labels.ts";
import type { PublishedFigure } from "../shared/published-figure.ts";
import { Sized } from "../shared/sized.tsx";
import { sourceText } from "../shared/source-text.ts";
import type { Visitor } from "../visit/visitor.ts";
import type { OpenContribution } from "./opened.ts";

const STANDING = translated(fr, en);

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

/** The months of all homes of the place or, where none is published, of the nearest place around it: without the home's own, which stand above. */
function PlaceMonths({ opened, visitor, measure }: Pick<GainsProps, "opened" | "visitor"> & { measure: MeasureRef }) {
  const { commons, lang, held } = opened;
  const words = WORDS[lang].stand;
  const answer = answerOf(commons, visitor, measure, commons.tree.root.code, lang);
  const { group, unit } = answer;
  if (group === null) return null;
  const ofPlace = { ...answer, group: { ...group, area: held.household.area ?? "", type: "_T" } };
  const [own, alike] = [ofPlace, answer].map((one) => ownYear(commons, one, words.monthLetters));
  if (own === undefined || own.beside === null) return null;
  // Where the comparison above has these homes, it shows the same.
  if (own.beside.area === alike?.beside?.area && own.beside.type === alike.beside.type) return null;
  const months = own.months.map((one) => ({ ...one, mine: null, before: null })).filter(({ middle, half }) => middle ?? half);
  if (months.length === 0) return null;
  const homes = homesPhrase(commons, answer, own.beside, lang);
  return (
    // Paper has the comparison, and little room.
    <div class="no-print">
      <h3>{STANDING[lang].placeMonths(topicLabel(measure, lang), homes, unit)}</h3>
      <Sized height={268}>
        {(width) => (
          <Months
            id="gains-months"
            width={width}
            label={STANDING[lang].placeMonths(topicLabel(measure, lang), homes, unit)}
            months={months}
            words={{ you: words.you, before: words.months.before }}
            {...axisText(unit, lang)}
          />
        )}
      </Sized>
      <MonthsLegend months={months} lang={lang} />
    </div>
  );
}

type Uses = readonly MeasureUse[];

/** Years of the publications to come in which the home counts at its smallest place. */
const countsAtHome = (uses: Uses): string[] =>
  [...new Set(uses.flatMap(({ levels }) => levels[0]?.steps.flatMap(({ counts }) => counts) ?? []))].sort();

const sureHomes = (at: TopicAt): PublishedFigure | null =>
  at.kind === "published" && at.homes?.unsure === false ? at.homes : null;

const aboutText = ({ value, lower, upper }: PublishedFigure, lang: Lang): string =>
  formatNumber(value, Math.min(0, marginDigits(lower, upper, 0)), lang);

interface GainsProps {
  readonly opened: OpenContribution;
  readonly visitor: Visitor;
  readonly areaName: string;
  /** what the contribution counts in; empty while it does not */
  readonly uses: Uses;
}

/** What one's own figures will do, in public terms: of which publication they will be, or that there are too few; null: of none. */
function willText({ opened, areaName, uses }: GainsProps, refs: readonly MeasureRef[]): string | null {
  const { words, commons, lang } = opened;
  const w = words.gains;
  if (uses.length === 0) return null;
  const years = countsAtHome(uses).join(", ");
  if (years === "") return w.lacks(areaName);
  const counted = uses.filter((one) => countsAtHome([one]).length > 0).map(({ ref }) => lowerFirst(topicLabel(ref, lang)));
  const topics = counted.length === refs.length ? [] : counted;
  return commons.catalog.releases.length === 0 ? w.willFirst(areaName, topics, years) : w.will(areaName, topics, years);
}

/**
 * What the contribution brings its own place: what it did and will do there, and topic by topic whether there is a figure and whether the
 * home will be in the next. By public files and its own months only: nothing tells whether it changed a figure.
 */
export function Gains(props: GainsProps) {
  const { opened, visitor, areaName, uses } = props;
  const { held, words, commons, lang } = opened;
  const w = words.gains;
  const keys = new Set(held.readings.map(({ domain, measure }) => measureRef(domain, measure)?.key));
  const refs = commons.refs.filter(({ key }) => keys.has(key));
  const best = bestTopic(opened, refs, uses);
  if (best === undefined) return null;
  const area = held.household.area ?? "";
  const homes = sureHomes(best.at);
  const about = homes === null ? null : aboutText(homes, lang);
  const [will, main] = [willText(props, refs), commons.main];
  const topic = lowerFirst(topicLabel(best.ref, lang));
  const did =
    about !== null && main !== null && isCounted(opened, best.ref)
      ? w.thanks(areaName, topic, formatPeriod(main.period, lang), about)
      : null;
  const said = best.at.kind === "few" ? best.at.homes : null;
  const counts = countsAtHome(uses.filter(({ ref }) => ref === best.ref)).length > 0;
  return (
    <section class="card gains" aria-labelledby="gains-title">
      <h2 id="gains-title">{did ?? will ?? w.topics(areaName)}</h2>
      {did !== null && will !== null ? <p>{will}</p> : null}
      {said === null ? null : <HomesToCome count={said} you={counts} label={w.dotsToCome(formatNumber(said, 0, lang), counts)} />}
      <PlaceMonths opened={opened} visitor={visitor} measure={best.ref} />
      <PlaceTopics flow={opened} area={area} refs={refs} uses={uses} said={said} />
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

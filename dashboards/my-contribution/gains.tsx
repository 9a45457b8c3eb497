import { parsePeriod } from "../../src/contract/period.ts";
import { type MeasureRef, measureRef } from "../../src/domains/index.ts";
import { CountedDots } from "../charts/counted-dots.tsx";
import { doesCount, usesOf } from "../contribute/coming.ts";
import { PlaceTopics, type TopicAt, topicAt } from "../contribute/place-topics.tsx";
import { newestReleases } from "../shared/data.ts";
import { formatNumber, formatPeriod, lowerFirst, marginDigits } from "../shared/format.ts";
import { topicLabel } from "../shared/labels.ts";
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

/** The topic of which there is most to tell: a figure that is published, else how many homes one takes. */
function bestTopic(opened: OpenContribution, refs: readonly MeasureRef[]) {
  const { commons, held } = opened;
  const found = refs.map((ref) => ({ ref, at: topicAt(commons, ref, held.household.area ?? "") }));
  const isPublished = ({ at }: { at: TopicAt }): boolean => at.kind === "published";
  const isSure = ({ at }: { at: TopicAt }): boolean => at.kind === "published" && !at.mean.unsure;
  return found.find(isSure) ?? found.find(isPublished) ?? found[0];
}

/** Most homes that are drawn one by one; of more, a dot is ten. */
const ONE_BY_ONE = 400;

/** Fewest homes for which dots are small. */
const FEW = 50;

/** The homes behind the figures as dots, the contributor among them; hollow where they are still to come. */
function Homes({ count, isFull, you, opened }: { count: number; isFull: boolean; you: boolean; opened: OpenContribution }) {
  const { words, lang } = opened;
  const each = count > ONE_BY_ONE ? 10 : 1;
  const dots = Math.round(count / each);
  // A few stand in two rows of larger dots.
  const rows = dots <= FEW ? { columns: Math.max(10, Math.ceil(dots / 2)) } : {};
  const label = words.gains[isFull ? "dots" : "dotsToCome"](formatNumber(each, 0, lang), you);
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

interface GainsProps {
  readonly opened: OpenContribution;
  readonly areaName: string;
}

/** The contributor's own area: whom it owes its figures to, and topic by topic whether there is one. By public files only. */
export function Gains({ opened, areaName }: GainsProps) {
  const { held, words, commons, lang } = opened;
  const w = words.gains;
  const keys = new Set(held.readings.map(({ domain, measure }) => measureRef(domain, measure)?.key));
  const refs = commons.refs.filter(({ key }) => keys.has(key));
  const best = bestTopic(opened, refs);
  if (best === undefined) return null;
  const { at } = best;
  const topic = lowerFirst(topicLabel(best.ref, lang));
  const homes = at.kind === "published" && at.homes?.unsure === false ? at.homes : null;
  const you = homes !== null && isCounted(opened, best.ref);
  const about = homes === null ? null : formatNumber(homes.value, Math.min(0, marginDigits(homes.lower, homes.upper, 0)), lang);
  const count = homes === null ? (at.kind === "few" ? at.homes : null) : Math.round(homes.value);
  return (
    <section class="card gains" aria-labelledby="gains-title">
      <h2 id="gains-title">{at.kind === "published" ? w.thanks(areaName, topic, about, you) : w.waits(areaName, topic)}</h2>
      {count === null ? null : <Homes count={count} isFull={homes !== null} you={you} opened={opened} />}
      <PlaceTopics flow={opened} area={held.household.area ?? ""} refs={refs} />
      {commons.main === null ? null : (
        <p class="source">{sourceText(commons.catalog, [commons.main.period], formatPeriod(commons.main.period, lang), lang)}</p>
      )}
    </section>
  );
}

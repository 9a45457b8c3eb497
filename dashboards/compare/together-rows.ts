import type { CommonRow } from "../charts/common-axis.tsx";
import { formatNumber, lowerFirst } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { topicLabel } from "../shared/labels.ts";
import { homesFor, type PublicCommons } from "../visit/commons.ts";
import { isImprecise, isKept } from "../visit/focus.ts";
import { listed, statisticOf, verbOf } from "./group-words.ts";
import { decidingWords } from "./phrases.ts";
import { sideOfMiddle } from "./place-title.ts";
import { ownAmount, ownMonthly } from "./rounded.ts";
import { heldAgainst } from "./season.ts";
import { isBesideSeason, seasonPlace, toldPart } from "./season-place.ts";
import { noSideTitle } from "./seasonal-said.ts";
import { TOGETHER } from "./together-words.ts";
import { isAnswerMissing, type TopicAnswer } from "./topic-answer.ts";
import { unsureSide } from "./widened-said.ts";

/** A topic's verdict in a few words that follow its name; null where nothing can be said yet. */
export function verdictWords(commons: PublicCommons, answer: TopicAnswer, lang: Lang): string | null {
  const { verdict } = answer;
  if (!verdict) return null;
  const texts = TOGETHER[lang].said;
  switch (verdict.kind) {
    case "quarter":
    case "edge":
    case "side":
      return placeWords(commons, answer, lang);
    case "none":
      if (isImprecise(commons, answer.ref, answer.area)) return texts.imprecise;
      return isKept(commons, answer.ref, answer.area) ? WORDS[lang].kept : texts.none;
    case "widened":
      // The card gives no judgement for a widened group, and neither does the summary.
      // What is asked nowhere, since nothing would follow from it, is not said to be missing.
      if (isAnswerMissing(commons, answer)) return texts.untold(decidingWords(answer.ref, lang, answer.untold));
      if (unsureSide(answer) !== null) return unsureSaid(answer, lang);
      if (answer.group?.centre.reliable === false) return texts.imprecise;
      if (isImprecise(commons, answer.ref, answer.area, answer.ownType, answer.period)) return texts.imprecise;
      return isKept(commons, answer.ref, answer.area, answer.ownType, answer.period) ? WORDS[lang].kept : texts.widened;
    case "seasonal":
      if (isAnswerMissing(commons, answer)) return texts.untold(decidingWords(answer.ref, lang, answer.untold));
      return placeWords(commons, toldPart(commons, answer), lang) ?? noSideWords(answer, lang) ?? texts.seasonal;
    default:
      return texts[verdict.kind];
  }
}

/** The sentence of part of a year beside homes of its kind that has no side, as words that follow a name; null: it is not beside them. */
function noSideWords(answer: TopicAnswer, lang: Lang): string | null {
  const centre = isBesideSeason(answer) ? answer.season?.centre : null;
  if (centre == null) return null;
  return TOGETHER[lang].said.noSide(ownMonthly(answer, lang), lowerFirst(noSideTitle(answer, centre, lang).replace(/\.$/, "")));
}

/** A place among others in a few words; null where the verdict gives none. */
function placeWords(commons: PublicCommons, answer: TopicAnswer, lang: Lang): string | null {
  const place = seasonPlace(answer) ?? answer.verdict;
  const words = WORDS[lang].stand;
  const { said } = TOGETHER[lang];
  const how = verbOf(commons, answer);
  if (place?.kind === "quarter")
    return place.quarter === "middle" ? said.middle(sideOfMiddle(commons, answer)) : said.quarter(words[place.quarter][how]);
  if (place?.kind === "edge") return said.edge(words[place.edge][how]);
  if (place?.kind === "side") return said[place.side](words.centre[heldAgainst(answer)?.statistic ?? "MEAN"]);
  return null;
}

/** Topics whose bills are in that of another: who adds up the gaps of both counts one twice. */
const PARTS_OF: Readonly<Record<string, readonly string[]>> = {
  "spending.energy": ["electricity.energy", "gas.energy"],
  "spending.water": ["water.volume"],
};

/** For each of these topics that others of them are part of, that these are not to be added to it. */
export function addedTwice(answers: readonly TopicAnswer[], lang: Lang): string[] {
  const given = answers.filter((answer) => answer.given !== null).map(({ ref }) => ref);
  return given.flatMap((whole) => {
    const parts = given.filter(({ key }) => PARTS_OF[whole.key]?.includes(key));
    if (parts.length === 0) return [];
    const names = parts.map((part) => topicLabel(part, lang));
    // Why one home may be above in the one and below in the other.
    const [by, ofWhole, ...more] = new Set([...parts, whole].map((ref) => decidingWords(ref, lang)));
    const apart = by === undefined || ofWhole === undefined || more.length > 0 ? null : { whole: ofWhole, part: by };
    return [TOGETHER[lang].notAdded(listed(names, lang), parts.length, topicLabel(whole, lang), apart)];
  });
}

/** On which side of a margin the figure is; within it nothing can be told. */
function unsureSaid(answer: TopicAnswer, lang: Lang): string {
  const { said } = TOGETHER[lang];
  const side = unsureSide(answer);
  return side === null || side === "about" ? said.imprecise : said[side](WORDS[lang].stand.centre[statisticOf(answer)]);
}

/** A topic's row on the shared axis; null where the topic has no place on it, as beside a wider group. */
export function commonRowOf(commons: PublicCommons, answer: TopicAnswer, lang: Lang): CommonRow | null {
  const { verdict, group, given, ref, area } = answer;
  const words = TOGETHER[lang];
  const name = topicLabel(ref, lang);
  if (verdict?.kind === "none") {
    if (isKept(commons, ref, area)) return { name, text: WORDS[lang].kept, place: null };
    if (isImprecise(commons, ref, area)) return { name, text: words.said.imprecise, place: null };
    const needed = homesFor(commons, ref.key, commons.tree.get(area)?.level ?? "");
    return { name, text: needed === null ? words.few : words.needed(formatNumber(needed, 0, lang)), place: null };
  }
  const placed = ["quarter", "edge", "side", "little"].some((kind) => kind === verdict?.kind);
  const middle = group?.quartiles?.p50 ?? group?.centre;
  if (!placed || !given || !middle || middle.value <= 0) return null;
  const share = (value: number): number => value / middle.value;
  const quartiles = group?.quartiles;
  return {
    name,
    text: WORDS[lang].stand.youAre(ownAmount(answer, lang)),
    place: {
      you: share(given.perMonth),
      half: quartiles ? { low: share(quartiles.p25.value), high: share(quartiles.p75.value) } : null,
      margin: { low: share(middle.lower), high: share(middle.upper) },
    },
  };
}

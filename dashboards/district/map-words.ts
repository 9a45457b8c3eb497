import { placePhrase } from "../compare/phrases.ts";
import { colon, formatNumber, formatPeriod, lowerFirst } from "../shared/format.ts";
import { topicLabel } from "../shared/labels.ts";
import { UNSURE } from "../shared/unsure-words.ts";
import { aloneText } from "./absent-words.tsx";
import { countedElsewhere, figureAt, hasNoShare, hasNoTypes, isCensusComing, isNearlyAllOf, relationAt } from "./area-figures.ts";
import { kindsOf, paintedParts } from "./area-map.tsx";
import { relationWritten } from "./barely.ts";
import {
  absentText,
  absentTexts,
  awayText,
  besideText,
  type DistrictState,
  isAlone,
  kindAfter,
  levelMany,
  namedDetail,
  partsName,
  partsOf,
  placeWords,
  saidText,
  textOfPlace,
  topicTitle,
  wholeUntold,
} from "./shown.ts";

/**
 * The finding of the map: how many areas differ from the whole, and in which direction.
 *
 * @param when what follows the topic; absent: nothing
 */
export function mapTitle(shown: DistrictState, when = ""): string {
  const { atlas, choice, words, lang } = shown;
  const kinds = kindsOf(paintedParts(shown));
  const whole = placeWords(atlas, choice.area, lang);
  const own = figureAt(atlas, choice, choice.area);
  if (own && isAlone(shown)) return words.map.alone(whole.name, textOfPlace(shown, choice.area, own).value);
  if (kinds.less + kinds.more + kinds.same + kinds.wide === 0)
    return countedElsewhere(atlas, choice, choice.area) === null
      ? (neverTitle(shown) ?? words.map.nothing(partsName(shown, choice.level, partsOf(shown))))
      : words.map.alone(whole.name, words.map.nothingOf);
  const untold = wholeUntold(shown);
  if (untold !== null) return untold;
  const topic = choice.statistic === "mean" ? `${topicLabel(choice.ref, lang)}${kindAfter(shown)}` : topicTitle(shown);
  const compared = paintedParts(shown).filter(({ against }) => against !== "wide" && against !== "absent");
  // Of one place alone, "no place" would speak of those that have no figure too.
  const [only] = compared.length === 1 && kinds.same === 1 ? compared : [];
  // One that has nearly all homes of the whole is no finding beside it.
  const sides =
    only && isNearlyAllOf(atlas, choice, only.code, choice.area)
      ? lowerFirst(words.card.mostlyIts(placeWords(atlas, only.code, lang).at)).replace(/\.$/, "")
      : only
        ? words.map.noneOf(placeWords(atlas, only.code, lang).name, placeWords(atlas, choice.area, lang))
        : sidesText(shown, kinds.more, kinds.less);
  return `${topic}${when}${colon(lang)}${sides}`;
}

/** That the parts never have what is asked for, however many homes take part; null: they may. */
function neverTitle({ atlas, choice, words }: DistrictState): string | null {
  const [code = ""] = partsOf({ atlas, choice }).map((part) => part.code);
  if (hasNoShare(atlas, choice, code)) return isCensusComing(atlas) ? null : words.map.noShareTitle;
  return hasNoTypes(atlas, choice, code) ? words.map.noTypesTitle : null;
}

/** How many areas are above the whole and how many below. */
export function sidesText(shown: DistrictState, more: number, less: number): string {
  const { atlas, choice, words, lang } = shown;
  const whole = placeWords(atlas, choice.area, lang);
  const [above, below, some] = [more, less, more + less].map((n) => formatNumber(n, 0, lang)) as [string, string, string];
  if (more + less === 0) return lowerFirst(words.map.none(whole));
  const what = partsName(shown, choice.level, partsOf(shown), (more || less) === 1);
  return more > 0 && less > 0 ? words.map.both(above, below, what, whole) : words.map.only(some, what, whole, more > 0);
}

/**
 * The period after a topic, where a slider may change it: on a phone the sentence with the period is out of sight. The catalogue says
 * so before figures of other periods come, so that the title never grows.
 */
export function periodAfter({ atlas, choice, lang }: DistrictState): string {
  const { releases } = atlas.catalog;
  const step = releases.find(({ period }) => period === choice.period)?.step;
  const alike = new Set(releases.flatMap((release) => (release.step === step ? [release.period] : [])));
  return step === undefined || alike.size < 2 ? "" : `, ${formatPeriod(choice.period, lang)}`;
}

/**
 * The map's subtitle below the sentence, which says topic and period.
 *
 * @param isBesideNewer the page also has a newer period of the same season
 */
export function mapSubtitle(shown: DistrictState, isBesideNewer = false): string {
  return isAlone(shown) ? aloneText(shown) : wholeText(shown, null, isBesideNewer);
}

/** The subtitle outside the page, where no card has the margin of the whole: it also says topic, unit and period, and per what the figure is. */
export function awayMapSubtitle(shown: DistrictState): string {
  if (shown.choice.period === "") return "";
  return `${awayText(shown)} ${isAlone(shown) ? aloneText(shown) : wholeText(shown, saidText)}`;
}

/**
 * The figure of the whole, and what a colour means, where any place has one. `write`: null: its value alone, and with its margin where no place
 * differs from it, for only that says why.
 */
function wholeText(shown: DistrictState, write: typeof saidText | null, isBesideNewer = false): string {
  const { atlas, choice, lang, words } = shown;
  const whole = figureAt(atlas, choice, choice.area);
  if (!whole) return "";
  const { less, more } = kindsOf(paintedParts({ atlas, choice }));
  // Of a whole that is not published the title says so.
  const then = isBesideNewer ? UNSURE[lang].newColour : less + more > 0 ? words.map.coloured : "";
  const text = textOfPlace(shown, choice.area, whole);
  const said = write === null && less + more > 0 ? text.value : (write ?? saidText)(shown, choice.area, whole, text);
  return words.map.subtitle(said, then).trim();
}

export function mapLabel(shown: DistrictState): string {
  const { atlas, choice, words, lang } = shown;
  const kinds = kindsOf(paintedParts(shown));
  const { of } = placePhrase(atlas, choice.area, lang);
  const plural = levelMany(atlas, choice.level, lang);
  // Before anything is published there is nothing to count.
  if (choice.period === "") return `${mapTitle(shown)}${colon(lang)}${absentTexts(shown, partsOf(shown))}.`;
  return words.map.label(topicTitle(shown), plural, of, kinds.more, kinds.less, kinds.same, kinds.wide, kinds.absent);
}

/** What an embedded map says below it: the place that was tapped, else that one may tap. */
export function tappedText(shown: DistrictState): string {
  const code = shown.marked ?? shown.choice.at;
  return code === null ? shown.words.embed.hint : placeText(shown, code);
}

/** An area in one line, with what is around it where others have its name: its figure with the margin and how it compares with the whole, or why it has none. */
export function placeText(shown: DistrictState, code: string): string {
  const { atlas, choice, words } = shown;
  const area = atlas.tree.get(code);
  const isOneOfSome = atlas.tree.areas.some((other) => other.name === area?.name && other !== area);
  const name = area ? (isOneOfSome ? namedDetail(shown, area) : area.name) : code;
  const figure = figureAt(atlas, choice, code);
  const text = figure && besideText(shown, code, figure);
  const relation = relationAt(atlas, choice, code, choice.area);
  const mark = { less: "▼ ", more: "▲ ", same: "", absent: "" }[relation];
  const comparison = `${mark}${relationWritten(shown, code)}`;
  return text
    ? words.ranking.row(name, saidText(shown, code, figure, text), comparison)
    : words.ranking.whole(name, absentText(shown, code));
}

import { formatPeriod, upperFirst } from "../shared/format.ts";
import { WORDS } from "../shared/i18n.ts";
import type { PublishedFigure } from "../shared/published-figure.ts";
import {
  countedElsewhere,
  figureAt,
  hasNoShare,
  hasNoTypes,
  isKept,
  isNeverDue,
  medianLack,
  publishedInstead,
} from "./area-figures.ts";
import { areasWithin } from "./choice.ts";
import { notBefore } from "./coming-figures.ts";
import {
  absentText,
  type DistrictState,
  elsewhereText,
  isAlone,
  levelMany,
  mostlyIts,
  neededText,
  partsOf,
  periodLink,
  textOfPlace,
} from "./shown.ts";

interface AbsentWordsProps {
  readonly shown: DistrictState;
  readonly code: string;
}

/**
 * Texts of an unpublished place: how many homes such a place needs, never how many are missing, and the figure of the nearest wider
 * place that can be relied on. Where nearly all homes are counted elsewhere, too few homes may not be the reason: nobody may have
 * counted there, and what a figure needs is not said.
 */
export function AbsentWords({ shown, code }: AbsentWordsProps) {
  const { atlas, choice, lang, words } = shown;
  const area = atlas.tree.get(code);
  const lack = medianLack(atlas, choice, code);
  if (lack !== null) {
    const ofMean = { ...choice, statistic: "mean" as const };
    const mean = figureAt(atlas, ofMean, code);
    const value = mean && textOfPlace({ atlas, lang, choice: ofMean }, code, mean).value;
    return <>{words.card.noMedian(upperFirst(words.map.noMedian[lack]), value)}</>;
  }
  if (hasNoShare(atlas, choice, code)) return <>{upperFirst(absentText(shown, code)).replace(/\.$/, "")}.</>;
  if (isNeverDue(atlas, choice, code) && choice.type === "_T" && notBefore(atlas, choice, area?.level ?? "") === null)
    return <>{words.months.willTake(upperFirst(absentText(shown, code)), homesText(shown, area?.level ?? ""))}</>;
  const due = notBefore(atlas, choice, area?.level ?? "");
  const instead = publishedInstead(atlas, choice, code);
  const elsewhere = isKept(atlas, choice, code) ? null : elsewhereText(shown, code);
  const wider = atlas.tree
    .lineage(code)
    .slice(1)
    .find((one) => figureAt(atlas, choice, one.code)?.unsure === false);
  const figure = wider && figureAt(atlas, choice, wider.code);
  const say = choice.statistic === "participation" ? words.card.meanwhileShare : words.card.meanwhile;
  return (
    <>
      {elsewhere === null ? "" : `${elsewhere}. `}
      {isKept(atlas, choice, code)
        ? `${WORDS[lang].keptHere} `
        : due !== null
          ? `${words.card.notBefore(formatPeriod(due, lang), homesText(shown, area?.level ?? ""))} `
          : instead === null
            ? hasNoTypes(atlas, choice, code)
              ? `${words.card.noTypes(levelMany(atlas, area?.level ?? "", lang))} `
              : elsewhere === null
                ? `${words.card.notYet(atlas.catalog.k, neededText(shown, area?.level ?? ""))} `
                : ""
            : `${notDueText(shown, area?.level ?? "")} `}
      {elsewhere === null && wider && figure
        ? `${say(wider.name, textOfPlace(shown, wider.code, figure).value)}${mostlyIts(shown, wider.code)}`
        : ""}
    </>
  );
}

/** With how many homes a place of a level appears. */
function homesText(shown: DistrictState, level: string): string {
  const { months } = shown.words;
  const needed = neededText(shown, level);
  return needed === null ? months.neededAtLeast(shown.atlas.catalog.k) : months.needed(needed);
}

/** Why the parts of the page's area have no median though their homes are counted; null: they have some, or the reason is another. */
export function noMediansText(shown: DistrictState): string | null {
  const { atlas, choice, lang, words } = shown;
  const parts = areasWithin(atlas.tree, choice.area, choice.level);
  const [lack] = parts.flatMap(({ code }) => medianLack(atlas, choice, code) ?? []);
  return lack === undefined
    ? null
    : `${words.words.absentOf(upperFirst(levelMany(atlas, choice.level, lang)), words.map.noMedian[lack])}.`;
}

/** Why the page's area is shown alone: its parts have no median, or the period does not publish them. */
export const aloneText = (shown: DistrictState): string => noMediansText(shown) ?? notDueText(shown, shown.choice.level);

/** Says that a level is not published in the chosen period, however many homes take part. */
export function notDueText({ atlas, choice, lang, words }: DistrictState, level: string): string {
  return words.card.notDue(
    levelMany(atlas, level, lang),
    `${periodLink(choice.period, words)} ${formatPeriod(choice.period, lang)}`,
  );
}

/** What to tap: a ranking is there only where a part has a figure. Empty where the period does not publish the parts. */
export function tapHint({ atlas, choice, words }: DistrictState): string {
  if (isAlone({ atlas, choice }) || countedElsewhere(atlas, choice, choice.area) !== null) return "";
  const parts = partsOf({ atlas, choice });
  if (parts.some(({ code }) => figureAt(atlas, choice, code) !== null)) return words.map.hint;
  const [code = ""] = parts.map((part) => part.code);
  // What is never published needs no more homes.
  const isNever = hasNoShare(atlas, choice, code) || hasNoTypes(atlas, choice, code);
  return isNever || publishedInstead(atlas, choice, code) !== null ? "" : words.months.hint;
}

/** Of whom the figure of a place is, right above it; nothing where its homes are not nearly all in one part. */
export function OfWhom({ shown, code }: AbsentWordsProps) {
  const text = mostlyIts(shown, code);
  return text === "" ? null : <p class="mostly">{text}</p>;
}

/** Warnings about a figure: that it is uncertain, or that its margin is cut at zero. */
export function FigureCautions({ shown: { words }, figure }: { shown: DistrictState; figure: PublishedFigure | null }) {
  return (
    <>
      {figure?.unsure ? <p class="note caution">{words.card.unsure}</p> : null}
      {figure?.published ? <p class="note caution">{words.card.cut}</p> : null}
    </>
  );
}

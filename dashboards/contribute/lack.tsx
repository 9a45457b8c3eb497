import { monthOrdinal } from "../../src/contract/period.ts";
import { formatPeriod, lowerFirst, semicolon } from "../shared/format.ts";
import { topicLabel } from "../shared/labels.ts";
import { monthsByLevel, type ReadingSlot } from "./coming.ts";
import { broughtOf, comingFor, type Flow, measuresOf, stretchText, usesFor } from "./flow.ts";
import { leafLack, plainLevel } from "./use-words.ts";

/** What is still missing before what was brought, and was not left out, counts near the home, and which of its months count further around. */
export function Lack({ flow }: { readonly flow: Flow }) {
  const { addTo, commons, lang } = flow;
  const brought = broughtOf(flow).flatMap((one) => one.readings);
  if (brought.length === 0) return null;
  const readings = [...brought, ...(addTo?.held ?? [])];
  const lack = leafLack(usesFor(flow, readings), commons.catalog.territory.level_names, lang, flow.now());
  return lack === "" ? null : <p class="note too-few">{[lack, countsText(readings, flow)].filter(Boolean).join(" ")}</p>;
}

/** Months in words, each stretch of them from its first to its last: `avril à juin 2026 et août 2026`. */
function stretchesText(months: readonly string[], flow: Flow): string {
  const stretches: [first: string, last: string][] = [];
  for (const month of months) {
    const before = stretches.at(-1);
    if (before && monthOrdinal(month) === monthOrdinal(before[1]) + 1) before[1] = month;
    else stretches.push([month, month]);
  }
  const texts = stretches.map(([first, last]) =>
    first === last ? formatPeriod(first, flow.lang) : stretchText(first, last, flow),
  );
  return new Intl.ListFormat(flow.lang, { type: "conjunction" }).format(texts);
}

/**
 * Of topics that lack months for the smallest place, which months count in a wider one, and which in none; empty where all count near the
 * home, and where none counts at all, which what lacks says.
 */
export function countsText(readings: readonly ReadingSlot[], flow: Flow): string {
  const { notice, commons, words, lang } = flow;
  const { levels } = notice.facts.protection;
  const leaf = levels.findLast(({ frequency }) => frequency !== "never")?.level;
  const topics = measuresOf(flow).flatMap((ref) => {
    const at = monthsByLevel(readings, ref, comingFor(flow), levels);
    if (at.every(({ level }) => level === null) || at.some(({ level }) => level === leaf)) return [];
    const parts = at.map(({ level, months }) =>
      words.use.countsAt(
        stretchesText(months, flow),
        level === null ? null : plainLevel(commons.catalog.territory.level_names, level, lang),
      ),
    );
    return [`${lowerFirst(topicLabel(ref, lang))}, ${parts.join(", ")}`];
  });
  return topics.length === 0 ? "" : words.use.counts(topics.join(semicolon(lang)));
}

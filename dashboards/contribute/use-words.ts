import type { LevelNames } from "../shared/data.ts";
import { formatPeriod, lowerFirst, semicolon } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { levelName, topicLabel } from "../shared/labels.ts";
import { doesCount, type MeasureUse } from "./coming.ts";
import { CONTRIBUTE_WORDS } from "./words.ts";

/** The common name of a level without the text in brackets, within a sentence. */
export const plainLevel = (names: LevelNames, level: string, lang: Lang): string =>
  levelName(names, level, lang).replace(/ \(.*\)$/, "");

/** Says which months would make a quarter whole, where the nearest place that is published by the quarter has none of it either. */
function quarterLacks(uses: readonly MeasureUse[], names: LevelNames, lang: Lang): string[] {
  const said = uses.flatMap(({ levels }) => {
    const wider = levels.find(({ steps: [first] }) => first?.step === "quarter");
    const missing = wider === undefined || doesCount(wider) ? undefined : wider.steps[0]?.short?.missing;
    if (wider === undefined || missing === undefined) return [];
    const months = missing.map((month) => formatPeriod(month, lang));
    return [CONTRIBUTE_WORDS[lang].use.quarterShort(plainLevel(names, wider.level, lang), months)];
  });
  return [...new Set(said)];
}

/** Says what the smallest level still lacks, topic by topic; empty where nothing lacks. */
export function leafLack(uses: readonly MeasureUse[], names: LevelNames, lang: Lang, now: Date): string {
  const w = CONTRIBUTE_WORDS[lang].use;
  const shorts = uses.flatMap(({ ref, levels: [leaf] }) => {
    const short = leaf?.steps.every(({ counts }) => counts.length === 0) ? leaf.steps.find((one) => one.short)?.short : null;
    return short ? [{ ref, ...short }] : [];
  });
  const lacks = shorts.map(({ ref, period, months, needed }) =>
    w.lack(lowerFirst(topicLabel(ref, lang)), formatPeriod(period, lang), months, needed),
  );
  // The total of a year that is over counts by itself, whatever months there are.
  const isYearOver = shorts.some(({ period }) => period.length === 4 && Number(period) < now.getUTCFullYear());
  const leaf = uses[0]?.levels[0]?.level ?? "";
  if (lacks.length === 0) return "";
  const short = w.leafShort(plainLevel(names, leaf, lang), lacks.join(semicolon(lang)), isYearOver);
  return [short, ...quarterLacks(uses, names, lang)].join(" ");
}

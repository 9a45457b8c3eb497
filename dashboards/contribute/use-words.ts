import type { LevelNames } from "../shared/data.ts";
import { formatPeriod, lowerFirst, semicolon } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { levelName, topicLabel } from "../shared/labels.ts";
import type { MeasureUse } from "./coming.ts";
import { CONTRIBUTE_WORDS } from "./words.ts";

/** The common name of a level without the text in brackets, within a sentence. */
const plainLevel = (names: LevelNames, level: string, lang: Lang): string =>
  levelName(names, level, lang).replace(/ \(.*\)$/, "");

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
  return lacks.length === 0 ? "" : w.leafShort(plainLevel(names, leaf, lang), lacks.join(semicolon(lang)), isYearOver);
}

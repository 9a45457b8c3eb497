import type { LevelNames } from "../shared/data.ts";
import { formatPeriod, lowerFirst, semicolon, upperFirst } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { levelName, topicLabel } from "../shared/labels.ts";
import type { LevelUse, MeasureUse } from "./coming.ts";
import { CONTRIBUTE_WORDS } from "./words.ts";

/** Topics that count alike, and a line for the levels that are alike: the names of these, and what counts there. */
export interface UseGroup {
  readonly topics: string;
  readonly rows: readonly (readonly [levels: string, text: string])[];
}

/** The common name of a level without the text in brackets, within a sentence. */
const plainLevel = (names: LevelNames, level: string, lang: Lang): string =>
  levelName(names, level, lang).replace(/ \(.*\)$/, "");

/** What readings count in at a level, and what they lack: `count for the quarters of 2026; not yet for the year 2026: …`. */
function textOf({ steps }: LevelUse, lang: Lang): string {
  const w = CONTRIBUTE_WORDS[lang].use;
  const counted = steps.filter(({ counts }) => counts.length > 0).map(({ step, counts }) => w.periods[step](counts));
  const lacking = steps.flatMap(({ short }) =>
    short === null ? [] : [w.short(formatPeriod(short.period, lang), short.months, short.needed)],
  );
  const texts = [...(counted.length === 0 ? [] : [w.counts(counted)]), ...lacking];
  return texts.length === 0 ? w.none : texts.join(semicolon(lang));
}

function rowsOf({ levels }: MeasureUse, names: LevelNames, lang: Lang): [string, string][] {
  const byText = new Map<string, string[]>();
  for (const use of levels) {
    const text = textOf(use, lang);
    byText.set(text, [...(byText.get(text) ?? []), plainLevel(names, use.level, lang)]);
  }
  return [...byText].map(([text, of]) => [upperFirst(of.join(", ")), text]);
}

/** What is said of the use of readings: topics with the same lines stand together. */
export function useGroups(uses: readonly MeasureUse[], names: LevelNames, lang: Lang): UseGroup[] {
  const groups = new Map<string, { topics: string[]; rows: [string, string][] }>();
  for (const use of uses) {
    const rows = rowsOf(use, names, lang);
    const key = JSON.stringify(rows);
    const topics = [...(groups.get(key)?.topics ?? []), topicLabel(use.ref, lang)];
    groups.set(key, { topics, rows });
  }
  return [...groups.values()].map(({ topics, rows }) => ({
    topics: topics.map((topic, i) => (i === 0 ? topic : lowerFirst(topic))).join(", "),
    rows,
  }));
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
  return lacks.length === 0 ? "" : w.leafShort(plainLevel(names, leaf, lang), lacks.join(semicolon(lang)), isYearOver);
}

import type { AnnouncedChange, PublicLog } from "../../src/contract/log.ts";
import type { Terms } from "../../src/contract/settings.ts";
import { h } from "../shared/dom.ts";
import { formatDate, formatNumber } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { LOG, type LogWords } from "./words.ts";

export interface LogInput {
  readonly log: PublicLog;
  /** gives the name of a measure for its key */
  readonly nameOf: (measure: string) => string;
  readonly lang: Lang;
  /** current calendar year, UTC */
  readonly year: number;
}

/** The state of the public log, and the key that signs it. */
export function logSection({ log, lang }: LogInput): HTMLElement {
  const words = LOG[lang];
  const last = log.entries.at(-1);
  const signedBy = log.keys[0]?.kid ?? null;
  const facts: readonly (readonly [string, string | Node])[] = last
    ? [
        [words.size, formatNumber(log.size, 0, lang)],
        [words.last, formatDate(last.at, lang)],
        [words.head, h("code", {}, last.hash)],
        [words.key, signedBy === null ? words.unsigned : h("code", {}, signedBy)],
        [words.commons, h("code", {}, log.commons)],
      ]
    : [];
  const links = [
    ["v1/log.json", words.files.log],
    ["v1/log/checkpoint.jose", words.files.checkpoint],
    ["v1/log/keys.json", words.files.keys],
  ] as const;
  return h(
    "section",
    { class: "log" },
    last ? h("p", {}, words.text) : null,
    last ? h("dl", { class: "facts" }, ...facts.flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, value)])) : null,
    last ? h("ul", {}, ...links.map(([href, text]) => h("li", {}, h("a", { href }, text)))) : null,
  );
}

/** Announced changes, and when they apply. */
export function announcedSection(input: LogInput): HTMLElement {
  const words = LOG[input.lang];
  const list = [...input.log.announcements].sort((a, b) => b.year - a.year || b.seq - a.seq);
  return h(
    "section",
    { class: "announced" },
    h("p", {}, words.announcedText),
    list.length === 0 ? h("p", {}, words.nothing) : null,
    ...list.flatMap((change) => {
      const day = formatDate(change.at, input.lang);
      return [
        h("h3", {}, change.year > input.year ? words.from(change.year, day) : words.since(change.year, day)),
        h("ul", {}, ...linesOf(change, input).map((line) => h("li", {}, line))),
      ];
    }),
  );
}

/** One line per setting that changes. */
export function linesOf(change: AnnouncedChange, { nameOf, lang }: Pick<LogInput, "nameOf" | "lang">): string[] {
  const words = LOG[lang];
  const lines = change.changes.map(({ setting, was, is }) => {
    const [before, after] = [valueText(setting, was, words, nameOf), valueText(setting, is, words, nameOf)];
    const other = setting === "eligibility" && before === after ? words.otherTokens : after;
    return words.change(words.settings[setting] ?? setting, before, other);
  });
  if (change.territory !== null) lines.push(words.territory);
  return lines.length === 0 ? [words.lost] : lines;
}

/** A setting's value in words; its canonical JSON where there are none. */
function valueText(setting: string, json: string | null, words: LogWords, nameOf: (measure: string) => string): string {
  if (setting === "eligibility") return json === null ? words.everybody : words.tokens;
  if (json === null) return words.absent;
  const value: unknown = JSON.parse(json);
  if (setting === "retention_months") return words.months(String(value));
  if (setting === "budget") return budget(value, words);
  if (setting === "measures" && Array.isArray(value)) return value.map((key) => nameOf(String(key))).join(", ");
  if (Array.isArray(value) && value.every((one) => typeof one === "string")) return value.join(", ") || "–";
  return typeof value === "string" ? value : json;
}

function budget(value: unknown, words: LogWords): string {
  const { epsilon, odds, shares } = value as { epsilon?: number; odds?: number; shares: Record<string, unknown> };
  const parts = [...Object.entries(shares).filter(([, share]) => typeof share === "number"), ...levelParts(shares.tables)];
  return `${odds === undefined ? epsilon : words.odds(String(odds))} (${parts.map(([name, share]) => `${name} ${share}`).join(", ")})`;
}

/** Shares of the year's budget by level, where each table has a share of its own, rounded to hundredths. */
function levelParts(tables: unknown): [level: string, share: number][] {
  const parts = new Map<string, number>();
  for (const { level, counts, sums, histograms } of (tables ?? []) as Terms["budget"]["shares"]["tables"] & object)
    parts.set(level, (parts.get(level) ?? 0) + counts + sums + histograms);
  return [...parts].map(([level, part]) => [level, Math.round(part / 100) / 100]);
}

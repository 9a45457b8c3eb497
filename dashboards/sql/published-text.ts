import { absencesText } from "../explore/table-rows.ts";
import { EXPLORE } from "../explore/words.ts";
import { type Absence, absenceOf } from "../shared/absence.ts";
import { colon, formatNumber, semicolon } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";

/** Reasons in the order in which Données counts them. */
const REASONS = ["few", "other", "imprecise", "none"] as const satisfies readonly Absence[];

interface AnswerRows {
  readonly columns: readonly { readonly name: string }[];
  readonly rows: readonly (readonly unknown[])[];
}

/** `45 chiffres publiés sur 60, dont 10 à lire avec prudence : 10 pas assez de foyers ; …`, in the words of Données; null: nothing is withheld. */
export function publishedText({ columns, rows }: AnswerRows, lang: Lang): string | null {
  const [value, status, conf] = ["OBS_VALUE", "OBS_STATUS", "CONF_STATUS"].map((name) =>
    columns.findIndex((column) => column.name === name),
  );
  if (value === undefined || status === undefined || conf === undefined || Math.min(value, status, conf) < 0) return null;
  const counts = new Map<Absence, number>();
  for (const row of rows) {
    if ((row[value] ?? null) !== null) continue;
    const why = absenceOf({ OBS_STATUS: String(row[status]), CONF_STATUS: String(row[conf]) });
    counts.set(why, (counts.get(why) ?? 0) + 1);
  }
  const withheld = [...counts.values()].reduce((sum, one) => sum + one, 0);
  if (withheld === 0) return null;
  const number = (n: number): string => formatNumber(n, 0, lang);
  const careful = rows.filter((row) => row[status] === "U").length;
  const words = EXPLORE[lang];
  const ofWhich = careful === 0 ? "" : `, ${words.coverage.ofWhich} ${number(careful)}\u00a0${words.careful}`;
  const reasons = REASONS.flatMap((why) => {
    const n = counts.get(why);
    return n === undefined ? [] : `${number(n)}\u00a0${absencesText(why, n, lang)}`;
  }).join(semicolon(lang));
  return `${words.table.own(number(rows.length), number(rows.length - withheld))}${ofWhich}${colon(lang)}${reasons}.`;
}

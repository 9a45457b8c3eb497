import { QUERY_TABLES } from "../../src/texts/sql/index.ts";
import { plain, releasesInName } from "../explore/file-facts.ts";
import { formatDate } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import type { AnswerTexts } from "./figure-texts.ts";
import { fragmentOf } from "./fragment.ts";
import { SQL } from "./words.ts";

/** The name of an answer's files, as those of Données are named: `voisinage-sql-observations-2024-ca670ad1`. */
export function answerName(query: string, { releases }: Pick<AnswerTexts, "releases">): string {
  const tables = QUERY_TABLES.flatMap(({ name }) => (new RegExp(`\\b${name}\\b`, "i").test(query) ? [name] : []));
  const periods = releases.map(({ period }) => period);
  return plain(["voisinage-sql", ...tables, releasesInName(periods, releases)].join("-"));
}

/** What an answer's file says beside title, notes and source: the query, as it ran, and the releases that it was asked of, by their content. */
export function answerNotes(query: string, { releases }: Pick<AnswerTexts, "releases">, lang: Lang): readonly string[] {
  const words = SQL[lang];
  return [
    ...query
      .trim()
      .split(/\r\n?|\n/)
      .map((line) => `SQL> ${line}`),
    ...releases.map(({ id, created_at, identifier }) => words.fileRelease(id, formatDate(created_at, lang), identifier)),
  ];
}

/** The address at which the page has this query. */
export const answerAddress = (query: string): string => location.href.replace(/#.*$/s, "") + fragmentOf(query);

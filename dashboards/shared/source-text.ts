import { type Catalog, newestReleases } from "./data.ts";
import { formatDate } from "./format.ts";
import { type Lang, WORDS } from "./i18n.ts";

/** Source, licence and day of figures of some periods, which `when` names; `brief`: only periods and licence. The day is that of the newest release. */
export function sourceText(
  { commons, releases }: Pick<Catalog, "commons" | "releases">,
  periods: readonly string[],
  when: string,
  lang: Lang,
  brief = false,
): string {
  if (brief) return WORDS[lang].figure.sourceBriefly(when);
  const days = newestReleases(releases).flatMap(({ period, created_at }) => (periods.includes(period) ? [created_at] : []));
  const newest = days.sort().at(-1);
  const own = WORDS[lang].figure.source(commons.name[lang], when, newest === undefined ? undefined : formatDate(newest, lang));
  return commons.origin === undefined ? own : `${own}. ${WORDS[lang].figure.origin(commons.origin[lang])}`;
}

/** A source as it leaves the page, which alone says above all its figures that the homes are made up. */
export const awaySource = (source: string, { commons }: Pick<Catalog, "commons">, lang: Lang): string =>
  commons.sample ? `${WORDS[lang].sample(false)} ${source}` : source;

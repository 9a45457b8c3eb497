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

/**
 * A source of figures that a map shows, and after it what the map's outlines and background were taken from, as the operator states it.
 *
 * @param drawn what of the territory the map has; a part that is not drawn is not credited
 */
export function mapSource(
  source: string,
  { commons }: Pick<Catalog, "commons">,
  lang: Lang,
  drawn: { readonly outlines: boolean; readonly background: boolean },
): string {
  const { outlines, background } = commons.maps ?? {};
  const words = WORDS[lang].figure;
  const parts = [
    source,
    drawn.outlines && outlines ? words.outlines(outlines[lang]) : "",
    drawn.background && background ? words.background(background[lang]) : "",
  ];
  return joined(parts);
}

/** Sources one after the other, without those that are not known. */
const joined = (parts: readonly string[]): string =>
  parts
    .filter((part) => part !== "")
    .map((part) => part.replace(/\.$/, ""))
    .join(". ");

/** A source of shares of the homes that live somewhere, and after it the census that counted them, as the operator states it. */
export const censusSource = (source: string, { commons }: Pick<Catalog, "commons">, lang: Lang): string =>
  joined([source, commons.census ? WORDS[lang].figure.census(commons.census[lang]) : ""]);

/** A source as it leaves the page, which alone says above all its figures that the homes are made up. */
export const awaySource = (source: string, { commons }: Pick<Catalog, "commons">, lang: Lang): string =>
  commons.sample ? `${WORDS[lang].sample(false)} ${source}` : source;

import type { Labels } from "../contract/labels.ts";
import { DOMAINS } from "../domains/index.ts";

/** Separates the subject of a title from the names of commons and territory. */
export const TITLE_SEPARATOR = " – ";

interface Titled {
  /** ids of the topics, in any order */
  readonly domains: readonly string[];
  readonly commons: Labels;
  readonly territory: Labels;
  /** what tells it from others of its kind, such as a period */
  readonly which?: Labels;
}

/** The title of a data set as lists of many commons show it, cut short: its subject first, then whose figures they are, once. */
export function dataSetTitle({ domains, commons, territory, which }: Titled): Labels {
  const title = (language: keyof Labels) =>
    `${subject(domains, language)}${TITLE_SEPARATOR}${commonsWithTerritory(commons[language], territory[language])}${which ? ` (${which[language]})` : ""}`;
  return { fr: title("fr"), en: title("en") };
}

/** A commons by its name; its territory is named as well where that name does not say it. */
export function commonsWithTerritory(commons: string, territory: string): string {
  const place = territory.replace(/\s*\(.*\)$/, "");
  return commons.toLowerCase().includes(place.toLowerCase()) ? commons : `${commons}, ${territory}`;
}

function subject(domains: readonly string[], language: keyof Labels): string {
  const knownTopics = DOMAINS.filter(({ id }) => domains.includes(id)).map(({ labels }) => labels[language]);
  // A topic of another version has its id for a name.
  const otherTopics = [...new Set(domains)].filter((id) => !DOMAINS.some((domain) => domain.id === id));
  return [...knownTopics, ...otherTopics]
    .map((label, i) => (i === 0 ? label : label[0]?.toLowerCase() + label.slice(1)))
    .join(", ");
}

import { en } from "../messages/en/first-months.ts";
import { fr } from "../messages/fr/first-months.ts";
import { countedWords } from "../shared/counted-homes.ts";
import { translated } from "../shared/i18n.ts";
import type { DistrictState } from "./shown.ts";

const MONTHS = translated(fr, en);

/** Texts of the first months, which few commons need: they are loaded with them, and are about homes or dwellings as the commons counts them. */
export const monthsWords = ({ atlas, lang }: Pick<DistrictState, "atlas" | "lang">) =>
  countedWords(MONTHS[lang], lang, atlas.catalog);

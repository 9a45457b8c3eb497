import { en } from "../messages/en/report.ts";
import { fr } from "../messages/fr/report.ts";
import { countedWords } from "../shared/counted-homes.ts";
import { translated } from "../shared/i18n.ts";
import type { DistrictState } from "./shown.ts";

/** Texts of the printed reports, which few visitors print: they are loaded with them. */
export const REPORT = translated(fr, en);

/** Those texts, about homes or dwellings as the commons counts them. */
export const reportWords = ({ atlas, lang }: Pick<DistrictState, "atlas" | "lang">) =>
  countedWords(REPORT[lang], lang, atlas.catalog);

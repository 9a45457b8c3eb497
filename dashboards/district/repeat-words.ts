import { en } from "../messages/en/map-repeats.ts";
import { fr } from "../messages/fr/map-repeats.ts";
import { countedWords } from "../shared/counted-homes.ts";
import { translated } from "../shared/i18n.ts";
import type { DistrictState } from "./shown.ts";

const REPEATS = translated(fr, en);

/** Texts of the map that stands once for each period or type, which few visitors ask for: they are loaded with it. */
export const repeatWords = ({ atlas, lang }: Pick<DistrictState, "atlas" | "lang">) =>
  countedWords(REPEATS[lang], lang, atlas.catalog);

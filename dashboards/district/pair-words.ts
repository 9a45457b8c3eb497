import { en } from "../messages/en/pair.ts";
import { fr } from "../messages/fr/pair.ts";
import { countedWords } from "../shared/counted-homes.ts";
import { translated } from "../shared/i18n.ts";
import type { DistrictState } from "./shown.ts";

const PAIR = translated(fr, en);

/** Texts of two places side by side, which most visitors do not open: they are loaded with them. */
export const pairWords = ({ atlas, lang }: Pick<DistrictState, "atlas" | "lang">) =>
  countedWords(PAIR[lang], lang, atlas.catalog);

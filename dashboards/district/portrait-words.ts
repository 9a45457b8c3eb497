import { en } from "../messages/en/portrait.ts";
import { fr } from "../messages/fr/portrait.ts";
import { countedWords } from "../shared/counted-homes.ts";
import { translated } from "../shared/i18n.ts";
import type { DistrictState } from "./shown.ts";

const PORTRAIT = translated(fr, en);

/** Texts of a portrait's topics and of who takes part, which most visitors do not open: they are loaded with them. */
export const portraitWords = ({ atlas, lang }: Pick<DistrictState, "atlas" | "lang">) =>
  countedWords(PORTRAIT[lang], lang, atlas.catalog);

import { en } from "../messages/en/portrait.ts";
import { fr } from "../messages/fr/portrait.ts";
import { countedTexts } from "../shared/counted-homes.ts";
import { translated } from "../shared/i18n.ts";

/** Texts of a portrait, which most visitors do not open: they are loaded with them. */
export const portraitWords = countedTexts(translated(fr, en));

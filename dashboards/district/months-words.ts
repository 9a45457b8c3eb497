import { en } from "../messages/en/first-months.ts";
import { fr } from "../messages/fr/first-months.ts";
import { countedTexts } from "../shared/counted-homes.ts";
import { translated } from "../shared/i18n.ts";

/** Texts of the first months, which few commons need: they are loaded with them. */
export const monthsWords = countedTexts(translated(fr, en));

import { en } from "../messages/en/pair.ts";
import { fr } from "../messages/fr/pair.ts";
import { countedTexts } from "../shared/counted-homes.ts";
import { translated } from "../shared/i18n.ts";

/** Texts of two places side by side, which most visitors do not open: they are loaded with them. */
export const pairWords = countedTexts(translated(fr, en));

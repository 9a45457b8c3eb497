import { en } from "../messages/en/represented.ts";
import { fr } from "../messages/fr/represented.ts";
import { countedTexts } from "../shared/counted-homes.ts";
import { translated } from "../shared/i18n.ts";

/** Texts on whom the figures represent, which few visitors ask for: they are loaded with it. */
export const representedWords = countedTexts(translated(fr, en));

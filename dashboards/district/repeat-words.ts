import { en } from "../messages/en/map-repeats.ts";
import { fr } from "../messages/fr/map-repeats.ts";
import { countedTexts } from "../shared/counted-homes.ts";
import { translated } from "../shared/i18n.ts";

/** Texts of the map that stands once for each period or type, which few visitors ask for: they are loaded with it. */
export const repeatWords = countedTexts(translated(fr, en));

import { en } from "../messages/en/stand.ts";
import { fr } from "../messages/fr/stand.ts";
import { translated } from "../shared/i18n.ts";

/** Texts of Me situer that Accueil does not draw first. */
export const STAND = translated(fr, en);

import { en } from "../messages/en/welcome.ts";
import { fr } from "../messages/fr/welcome.ts";
import { translated } from "../shared/i18n.ts";

/** Texts of Accueil alone. */
export const WELCOME = translated(fr, en);

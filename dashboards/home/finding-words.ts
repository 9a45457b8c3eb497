import { en } from "../messages/en/findings.ts";
import { fr } from "../messages/fr/findings.ts";
import { translated } from "../shared/i18n.ts";

/** The texts of the findings of Accueil. */
export const FINDINGS = translated(fr, en);

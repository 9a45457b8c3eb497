import { en } from "../messages/en/own-area.ts";
import { fr } from "../messages/fr/own-area.ts";
import { translated } from "../shared/i18n.ts";

/** Texts of an own area, which few visitors open: they are loaded with it. */
export const OWN = translated(fr, en);

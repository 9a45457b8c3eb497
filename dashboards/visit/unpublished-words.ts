import { en } from "../messages/en/unpublished.ts";
import { fr } from "../messages/fr/unpublished.ts";
import { translated } from "../shared/i18n.ts";

/** The texts of what is shown while nothing is published. */
export const UNPUBLISHED = translated(fr, en);

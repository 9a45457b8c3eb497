import { en } from "../messages/en/contribute-later.ts";
import { fr } from "../messages/fr/contribute-later.ts";
import { translated } from "../shared/i18n.ts";

/** Texts of the steps after the first, which load together with those steps. */
export const LATER_WORDS = translated(fr, en);

import { en } from "../messages/en/contribute.ts";
import { fr } from "../messages/fr/contribute.ts";
import { translated } from "../shared/i18n.ts";

export type ContributeWords = typeof fr;

/** Texts of the pages for contributors, except those of `later-words.ts`. */
export const CONTRIBUTE_WORDS = translated(fr, en);

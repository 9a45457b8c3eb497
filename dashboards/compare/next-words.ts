import { en } from "../messages/en/next-steps.ts";
import { fr } from "../messages/fr/next-steps.ts";
import { translated } from "../shared/i18n.ts";

/** What comes after the answer: words that are loaded once the page was touched. */
export const NEXT = translated(fr, en);

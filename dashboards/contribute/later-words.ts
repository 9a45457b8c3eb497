import { en } from "../messages/en/contribute-later.ts";
import { fr } from "../messages/fr/contribute-later.ts";
import { translated } from "../shared/i18n.ts";

/** The words of the steps after the first, which come with them: a page that has just been opened says none of these. */
export const LATER_WORDS = translated(fr, en);

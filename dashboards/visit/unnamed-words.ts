import { en } from "../messages/en/unnamed.ts";
import { fr } from "../messages/fr/unnamed.ts";
import { translated } from "../shared/i18n.ts";

/** What is asked and said of files, which nobody has brought before the first touch. */
export const UNNAMED = translated(fr, en);

import { en } from "../messages/en/own-files.ts";
import { fr } from "../messages/fr/own-files.ts";
import { translated } from "../shared/i18n.ts";

/** What is said of files: words that are loaded once the page was touched. */
export const FILES = translated(fr, en);

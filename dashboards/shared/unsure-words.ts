import { en } from "../messages/en/unsure.ts";
import { fr } from "../messages/fr/unsure.ts";
import { translated } from "./i18n.ts";

/** What must be known of lists of means, which few pages have. */
export const UNSURE = translated(fr, en);

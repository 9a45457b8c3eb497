import { en } from "../messages/en/weighed.ts";
import { fr } from "../messages/fr/weighed.ts";
import { translated } from "./i18n.ts";

/** What would not stand if each place weighed by its dwellings. */
export const WEIGHED = translated(fr, en);

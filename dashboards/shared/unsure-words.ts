import { en } from "../messages/en/unsure.ts";
import { fr } from "../messages/fr/unsure.ts";
import { translated } from "./i18n.ts";

/** What the mark of figures with too wide a margin means: few pages have lists with such marks. */
export const UNSURE = translated(fr, en);

import { en } from "../messages/en/my-months.ts";
import { fr } from "../messages/fr/my-months.ts";
import { translated } from "../shared/i18n.ts";

/** The words of one's own months beside others'. */
export const MY_MONTHS = translated(fr, en);

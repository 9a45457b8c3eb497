import { en } from "../messages/en/together.ts";
import { fr } from "../messages/fr/together.ts";
import { translated } from "../shared/i18n.ts";

/** The words for all topics together. */
export const TOGETHER = translated(fr, en);

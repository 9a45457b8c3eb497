import { en } from "../messages/en/verdicts.ts";
import { fr } from "../messages/fr/verdicts.ts";
import { translated } from "../shared/i18n.ts";

/** The sentences that a verdict is told in. */
export const VERDICTS = translated(fr, en);

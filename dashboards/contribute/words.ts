import { en } from "../messages/en/contribute.ts";
import { fr } from "../messages/fr/contribute.ts";
import { translated } from "../shared/i18n.ts";

export type ContributeWords = typeof fr;

/** All the words of contributing. */
export const CONTRIBUTE_WORDS = translated(fr, en);

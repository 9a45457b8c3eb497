import { en } from "../messages/en/explore.ts";
import { fr } from "../messages/fr/explore.ts";
import { translated } from "../shared/i18n.ts";

export const EXPLORE = translated(fr, en);
export type ExploreWords = typeof fr;

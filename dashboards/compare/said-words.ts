import { en } from "../messages/en/said.ts";
import { fr } from "../messages/fr/said.ts";
import { translated } from "../shared/i18n.ts";

/** The sentences that a figure is told in, which nobody has given before the first touch. */
export const SAID = translated(fr, en);

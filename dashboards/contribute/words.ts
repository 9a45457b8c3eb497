import type { Translated } from "../shared/i18n.ts";
import { en } from "./words.en.ts";
import { type ContributeWords, fr } from "./words.fr.ts";

export type { ContributeWords } from "./words.fr.ts";

export const CONTRIBUTE_WORDS: Translated<ContributeWords> = { fr, en };

import type { Translated } from "../shared/i18n.ts";
import { en } from "./words.en.ts";
import { type BringWords, fr } from "./words.fr.ts";
import { sendEn } from "./words-send.en.ts";
import { type SendWords, sendFr } from "./words-send.fr.ts";

/** All the words of contributing. */
export type ContributeWords = BringWords & SendWords;

export const CONTRIBUTE_WORDS: Translated<ContributeWords> = { fr: { ...fr, ...sendFr }, en: { ...en, ...sendEn } };

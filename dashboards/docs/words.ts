import { en } from "../messages/en/docs.ts";
import { fr } from "../messages/fr/docs.ts";
import { translated } from "../shared/i18n.ts";

export const DOCS = translated(fr, en);
export type DocsWords = typeof fr;

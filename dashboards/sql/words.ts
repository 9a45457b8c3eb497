import { en } from "../messages/en/sql.ts";
import { fr } from "../messages/fr/sql.ts";
import { translated } from "../shared/i18n.ts";

export const SQL = translated(fr, en);
export type SqlWords = typeof fr;

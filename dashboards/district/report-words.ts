import { en } from "../messages/en/report.ts";
import { fr } from "../messages/fr/report.ts";
import { countedTexts } from "../shared/counted-homes.ts";
import { translated } from "../shared/i18n.ts";

export const REPORT = translated(fr, en);

/** Texts of the printed reports, which few visitors print: they are loaded with them. */
export const reportWords = countedTexts(REPORT);

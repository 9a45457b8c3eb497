import { en } from "../messages/en/my-contribution.ts";
import { fr } from "../messages/fr/my-contribution.ts";
import { translated } from "../shared/i18n.ts";

export type MineWords = typeof fr;
export const MINE = translated(fr, en);

// What Ma contribution shows only to whom corrects or adds: loaded with all that the first touch begins.

import { AddPart } from "./add-part.tsx";
import { CorrectCard } from "./correct.tsx";

export const MINE_LATER = { AddPart, CorrectCard };
export type MineLater = typeof MINE_LATER;

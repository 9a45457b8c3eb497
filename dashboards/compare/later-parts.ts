// What Me situer shows only to whom has touched the page: loaded with all that the first touch begins.

import { ShareCard } from "./share-card.tsx";
import { Sheet } from "./sheet.tsx";
import { Together } from "./together.tsx";

export const LATER_PARTS = { ShareCard, Sheet, Together };
export type LaterParts = typeof LATER_PARTS;

import { EXPLORE } from "../explore/words.ts";
import { speakOfCounted } from "../shared/counted-homes.ts";
import type { Page } from "../shared/page.ts";
import { answerView } from "./answer.tsx";
import { startEngine } from "./engine.ts";
import { faultOf } from "./faults.ts";
import { fillReleases, fillTables } from "./fill-tables.ts";
import { fullestLevel } from "./fullest-level.ts";

/** Everything that the page loads once the visitor asks for it, in one module, because answers make no further request. */
export const afterClick = {
  answerView,
  faultOf,
  fillReleases,
  fillTables,
  fullestLevel,
  /** makes the words that answers share with Données about what the commons counts */
  speakOfCounted: ({ lang, catalog }: Page) => speakOfCounted([EXPLORE], lang, catalog),
  startEngine,
} as const;

import { answerView } from "./answer.tsx";
import { startEngine } from "./engine.ts";
import { faultOf } from "./faults.ts";
import { fillReleases, fillTables } from "./fill-tables.ts";

/** Everything that the page loads once the visitor asks for it, in one module, because answers make no further request. */
export const afterClick = { answerView, faultOf, fillReleases, fillTables, startEngine } as const;

import { answerView } from "./answer.tsx";
import { startEngine } from "./engine.ts";
import { faultOf } from "./faults.ts";
import { fillTables } from "./fill-tables.ts";

/** What the page fetches once the visitor has asked for it: all that an answer needs, because nothing is asked of the network from then on. */
export const afterClick = { answerView, faultOf, fillTables, startEngine } as const;

// What the page fetches with the engine, once the visitor has asked for it.

export { answerView } from "./answer.tsx";
export { startEngine } from "./engine.ts";
export { faultOf } from "./faults.ts";
export { fillTables } from "./fill-tables.ts";

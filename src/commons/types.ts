import type { makeCommons } from "./commons.ts";

/** A commons as its operator's command line has it: with the parts that a library's caller has no need of. */
export type OperatedCommons = ReturnType<typeof makeCommons>;

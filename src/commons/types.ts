import type { makeCommons } from "./commons.ts";

/** A commons as the operator's command line uses it, with parts that a library's caller does not need. */
export type OperatedCommons = ReturnType<typeof makeCommons>;

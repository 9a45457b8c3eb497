import type { SqlWords } from "./words.ts";

/** Which of the page's sentences explains what the engine says; its own words stand beside it. */
export function faultOf(message: string): keyof SqlWords["errors"] {
  if (/^Parser Error|syntax error/.test(message)) return "syntax";
  if (
    /^Catalog Error.*setting|locked|^Permission Error|disabled (by|through) configuration|^(IO|HTTP|Missing Extension) Error/is.test(
      message,
    )
  )
    return "refused";
  if (/^Catalog Error/.test(message)) return "catalog";
  if (/^Binder Error/.test(message)) return "binder";
  if (/^(Conversion|Invalid Input|Out of Range) Error/.test(message)) return "conversion";
  if (/^Out of Memory Error|memory access out of bounds|bad_alloc/.test(message)) return "memory";
  if (/INTERRUPT|canceled|cancelled/i.test(message)) return "stopped";
  return "other";
}

import { QueryStopped } from "./engine.ts";
import type { SqlWords } from "./words.ts";

/** What is wrong, as one of the page's sentences, with the engine's message; null where there is none. */
export interface Fault {
  readonly kind: keyof SqlWords["errors"];
  readonly said: string | null;
}

export function faultOf(error: unknown): Fault {
  if (error instanceof QueryStopped) return { kind: "stopped", said: null };
  const said = once(unwrapped(error instanceof Error ? error.message : String(error)));
  const kind = kindOf(said);
  return { kind, said: kind === "nothing" || kind === "several" ? null : said };
}

/** DuckDB's message with the faulty line once: it may be at its end twice. */
const once = (said: string): string => said.replace(/(\n+LINE \d+:[^^]*\^)\1\s*$/, "$1");

/** Errors of the parser come as JSON. */
function unwrapped(message: string): string {
  try {
    const { exception_type, exception_message } = JSON.parse(message) as Record<string, unknown>;
    return `${exception_type} Error: ${exception_message}`;
  } catch {
    return message;
  }
}

function kindOf(said: string): Fault["kind"] {
  if (/No statement to prepare/.test(said)) return "nothing";
  if (/Cannot prepare multiple statements/.test(said)) return "several";
  if (/^Parser Error|syntax error/.test(said)) return "syntax";
  if (/but it exists in the \w+ extension/.test(said)) return "extension";
  if (
    /configuration has been locked|^Permission Error|disabled (by|through) configuration|^(IO|HTTP|Missing Extension) Error/.test(
      said,
    )
  )
    return "refused";
  if (/^Catalog Error/.test(said)) return "catalog";
  if (/^Binder Error/.test(said)) return "binder";
  if (/^(Conversion|Invalid Input|Out of Range) Error/.test(said)) return "conversion";
  if (/^Out of Memory Error|memory access out of bounds|bad_alloc/.test(said)) return "memory";
  return "other";
}

import { QueryStopped } from "./engine.ts";
import type { SqlWords } from "./words.ts";

/** What is wrong, as one of the page's sentences, with the engine's message; null where there is none. */
export interface Fault {
  readonly kind: keyof SqlWords["errors"];
  readonly said: string | null;
  /** the faulty line of the query, with a mark below the fault; null where the engine names none */
  readonly at: { readonly line: number; readonly marked: string } | null;
}

export function faultOf(error: unknown): Fault {
  if (error instanceof QueryStopped) return { kind: "stopped", said: null, at: null };
  const whole = unwrapped(error instanceof Error ? error.message : String(error));
  // The engine ends its message with the faulty line, once or twice.
  const [said = "", line] = whole.split(/\n+(?=LINE \d+:)/);
  const kind = kindOf(said);
  const at = /^LINE (\d+): (.*)\n( *)\^/.exec(line ?? "");
  return {
    kind,
    said: kind === "nothing" || kind === "several" ? null : said,
    at: at ? { line: Number(at[1]), marked: `${at[2]}\n${(at[3] ?? "").slice(`LINE ${at[1]}: `.length)}^` } : null,
  };
}

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

import type { IncomingMessage, ServerResponse } from "node:http";
import { PROBLEMS, type ProblemCode } from "../contract/problem.ts";

/** A failure of one code is told once in so many milliseconds. */
const PAUSE = 60_000;
/** Bytes of an answer in which its code is looked for: problem details are shorter. */
const HEAD_BYTES = 4096;

/**
 * Tells the operator of answers with a status of 500 or more: one line a code and minute, with how many there were since the
 * line before. A line has status, code and method; no address, path, body or key.
 *
 * @returns what is given each exchange, before it is answered
 */
export function failureLog(
  progress: (line: string) => void,
  now: () => number = Date.now,
): (incoming: IncomingMessage, outgoing: ServerResponse) => void {
  const told = new Map<string, { at: number; more: number }>();
  const tell = (status: number, code: string, method: string) => {
    const name = `${status} ${code}`;
    const before = told.get(name);
    if (before !== undefined && now() - before.at < PAUSE) {
      before.more += 1;
      return;
    }
    const more = before === undefined || before.more === 0 ? "" : `; ${before.more} more since the last line of this kind`;
    told.set(name, { at: now(), more: 0 });
    progress(`failed: ${new Date(now()).toISOString()} ${name} ${method}${more}`);
  };
  return (incoming, outgoing) => {
    let head = "";
    // The code is in the body alone: of a failure, and of nothing else, its beginning is looked at on the way.
    const [write, end] = [outgoing.write, outgoing.end];
    const seen = (chunk: unknown) => {
      if (outgoing.statusCode < 500 || head.length >= HEAD_BYTES) return;
      if (typeof chunk === "string" || chunk instanceof Uint8Array) head += Buffer.from(chunk as string).toString("latin1");
    };
    outgoing.write = ((...given: Parameters<typeof write>) => {
      seen(given[0]);
      return write.apply(outgoing, given);
    }) as typeof write;
    outgoing.end = ((...given: Parameters<typeof end>) => {
      seen(given[0]);
      return end.apply(outgoing, given);
    }) as typeof end;
    outgoing.once("close", () => {
      if (outgoing.headersSent && outgoing.statusCode >= 500) tell(outgoing.statusCode, codeIn(head), methodOf(incoming));
    });
  };
}

/** A code of the closed list, whatever the body says. */
function codeIn(head: string): ProblemCode | "unknown" {
  const code = /"type":"[^"]*\/problems\/([a-z-]+)"/.exec(head)?.[1] as ProblemCode | undefined;
  return code !== undefined && Object.hasOwn(PROBLEMS, code) ? code : "unknown";
}

/** Node's parser lets known methods through alone. */
function methodOf({ method = "" }: IncomingMessage): string {
  return /^[A-Z]{3,10}$/.test(method) ? method : "?";
}

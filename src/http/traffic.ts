import type { IncomingMessage, ServerResponse } from "node:http";
import { type Logger, pino } from "pino";
import { isForOperator, recordedRefusal } from "./problem.ts";

/** Milliseconds during which further failures of the same code are not logged. */
const PAUSE = 60_000;

/** Kind of address that a request is for: a closed list, so that neither log nor metrics tell what was asked. */
export type RouteClass = "intake" | "partners" | "sdmx" | "data" | "pages" | "operator";

export interface TrafficOptions {
  readonly log: Logger;
  /** @param path as it was sent, without its query */
  readonly classOf: (path: string) => RouteClass;
  /** Counts an answer; absent: nobody asks for figures. */
  readonly count?: ((route: RouteClass, status: number) => void) | undefined;
  readonly now?: () => number;
}

/**
 * Counts every answer by class and status, and logs those with a status of 500 or more: one line a code and minute, with how many
 * there were since the line before. Other answers are not logged: the time of each donation would be a trace of a household.
 * `detail` is the sentence that the client does not get: it names settings, files and bounds, and nothing that was sent.
 */
export function watchTraffic({ log, classOf, count, now = Date.now }: TrafficOptions) {
  const last = new Map<string, { at: number; more: number }>();
  const fail = (route: RouteClass, { method }: IncomingMessage, outgoing: ServerResponse, ms: number) => {
    const { statusCode: status } = outgoing;
    const refusal = recordedRefusal(outgoing);
    const code = refusal?.code ?? "unknown";
    const detail = refusal && isForOperator(refusal) && code !== "internal" ? refusal.message : undefined;
    const name = `${status} ${code}`;
    const before = last.get(name);
    if (before !== undefined && now() - before.at < PAUSE) {
      before.more += 1;
      return;
    }
    last.set(name, { at: now(), more: 0 });
    log.error({ route, method, status, code, detail, ms, more: before?.more ?? 0 }, "failed");
  };
  return (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    const began = now();
    outgoing.once("close", () => {
      if (!outgoing.headersSent) return;
      const { statusCode: status } = outgoing;
      if (count === undefined && status < 500) return;
      const route = classOf(pathOf(incoming));
      count?.(route, status);
      if (status >= 500) fail(route, incoming, outgoing, now() - began);
    });
  };
}

/** The path of a request line as it was sent: nothing is decoded or resolved. */
export function pathOf({ url = "" }: IncomingMessage): string {
  const end = url.indexOf("?");
  return end < 0 ? url : url.slice(0, end);
}

export type { Logger };

/**
 * The one log of a service: a line of JSON each, with level, time and message. It never has an address, a query, a key, a receipt or
 * a body (docs/threat-model.md).
 *
 * @param write takes a line without its end
 */
export function makeLog(write: (line: string) => void): Logger {
  const formatters = { level: (level: string) => ({ level }) };
  return pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters }, { write: (line) => write(line.trimEnd()) });
}

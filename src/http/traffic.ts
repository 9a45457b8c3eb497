import type { IncomingMessage, ServerResponse } from "node:http";
import { type Logger, pino } from "pino";
import { isForOperator, recordedRefusal } from "./problem.ts";

/** Milliseconds for which further failures with the same status and code are counted but not logged. */
const PAUSE = 60_000;

/** Kind of route of a request: a closed list, so that neither log nor metrics reveal what was requested. */
export type RouteClass = "intake" | "partners" | "sdmx" | "data" | "pages" | "operator";

export interface TrafficOptions {
  readonly log: Logger;
  /** The kind of route of a path. @param path as sent, without its query */
  readonly classOf: (path: string) => RouteClass;
  /** Counts an answer; absent: there are no metrics. */
  readonly count?: ((route: RouteClass, status: number) => void) | undefined;
  readonly now?: () => number;
}

/**
 * Counts every answer by kind of route and status, and logs those with status 500 or more: one line for each code and minute,
 * with the number since the previous line. Other answers are not logged: the time of a donation would be a trace of a household.
 * `detail` is the sentence that the client does not get; it names settings, files and limits, and nothing that was sent.
 */
export function logTraffic({ log, classOf, count, now = Date.now }: TrafficOptions) {
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

/** The path of a request as sent, without decoding or resolving. */
export function pathOf({ url = "" }: IncomingMessage): string {
  const end = url.indexOf("?");
  return end < 0 ? url : url.slice(0, end);
}

export type { Logger };

/**
 * Makes a service's only log: one JSON object on each line, with level, time and message. It never contains an address, a query,
 * a key, a receipt or a body (docs/threat-model.md).
 *
 * @param write gets a line without its line end
 */
export function makeLog(write: (line: string) => void): Logger {
  const formatters = { level: (level: string) => ({ level }) };
  return pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters }, { write: (line) => write(line.trimEnd()) });
}

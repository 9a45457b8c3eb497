import type { ServerResponse } from "node:http";
import type { Context } from "hono";
import { type Fault, type ProblemCode, Refusal } from "../contract/problem.ts";
import { problemOf, statusOf } from "../contract/problem-answer.ts";
import { PROBLEMS } from "../contract/problem-codes.ts";
import { outgoingOf, type ReplyHeaders, reply } from "./reply.ts";

/** Characters of a path that a problem repeats. */
const SHOWN_PATH = 200;

/** Problems that end by themselves, usually within `RETRY_S` seconds. */
const PASSING: ReadonlySet<ProblemCode> = new Set(["home-in-use", "service-busy"]);
export const RETRY_S = 5;

/** A refusal with additional headers. */
export class HttpRefusal extends Refusal {
  readonly headers: ReplyHeaders;

  constructor(code: ProblemCode, fault: Fault, headers: ReplyHeaders) {
    super(code, fault.detail, fault.parameter === undefined ? [] : [fault]);
    this.headers = headers;
  }
}

/** How a service writes its errors. */
export interface ProblemStyle {
  /** Headers of every answer of the service. */
  readonly headers: ReplyHeaders;
  /** Prefix of a problem's `type`; `/` when absent. */
  readonly types?: string;
  /** Returns the path of a request as clients of the site know it; absent: the request's own path. */
  readonly pathOf?: (path: string) => string;
  /**
   * Returns the page for a person at an unknown address, or undefined for a program. Absent: everybody gets the answer for
   * programs.
   */
  readonly absentPage?: ((c: Context) => Response | Promise<Response> | undefined) | undefined;
  /** Status and body of an error in a service's own dialect; absent: problem details (RFC 9457). */
  readonly dialect?: (refusal: Refusal) => { readonly status: number; readonly body: object; readonly headers: ReplyHeaders };
}

/** The refusal behind each failed answer, for the log: the answer itself hides the details of a fault of the operator's. */
const refusals = new WeakMap<ServerResponse, Refusal>();
export const recordedRefusal = (outgoing: ServerResponse): Refusal | undefined => refusals.get(outgoing);

/** An unforeseen error becomes a refusal without details. */
function refusalFor(error: unknown): Refusal {
  return error instanceof Refusal ? error : new Refusal("internal", "the service failed");
}

/** Address of the page that explains a code (RFC 9457, 3.1.1). */
export function problemType(code: ProblemCode, types = "/"): string {
  return `${types}problems/${code}`;
}

/** Whether the sentence is for the operator alone: it may name a file of the machine. */
export function isForOperator(refusal: Refusal): boolean {
  return statusOf(refusal) === 500 && refusal.code !== "release-damaged";
}

/** The refusal as clients see it: only the kind of a fault of the operator's. */
function forClients(refusal: Refusal): Refusal {
  return isForOperator(refusal) ? new Refusal(refusal.code, PROBLEMS[refusal.code].title) : refusal;
}

/**
 * Status, headers and body of an error; every service's errors are made here. @param path absent: there is no request to name
 */
export function problemParts(error: unknown, style: ProblemStyle, path?: string) {
  const foreseen = refusalFor(error);
  const refusal = foreseen instanceof HttpRefusal ? foreseen : forClients(foreseen);
  const later = PASSING.has(refusal.code) ? { "Retry-After": String(RETRY_S) } : {};
  const errorHeaders = { ...later, ...(refusal instanceof HttpRefusal ? refusal.headers : {}) };
  const dialect = style.dialect?.(refusal);
  const instance = path === undefined ? undefined : (style.pathOf?.(path) ?? path).slice(0, SHOWN_PATH);
  const details = dialect?.body ?? { ...problemOf(refusal, instance), type: problemType(refusal.code, style.types) };
  const type = dialect ? "application/json" : "application/problem+json";
  return {
    refusal: foreseen,
    status: dialect?.status ?? statusOf(refusal),
    headers: { ...style.headers, "Content-Type": type, "Cache-Control": "no-store", ...errorHeaders, ...dialect?.headers },
    body: JSON.stringify(details),
  };
}

/** Answers a request with an error. */
export function problem(c: Context, error: unknown, style: ProblemStyle): Response | Promise<Response> {
  const outgoing = outgoingOf(c);
  const { refusal, status, headers, body } = problemParts(error, style, c.req.path);
  if (outgoing) refusals.set(outgoing, refusal);
  return (refusal.code === "not-found" && style.absentPage?.(c)) || reply(body, status, headers);
}

/** Writes an error on Node's own response, for requests that never reach an app. */
export function writeProblem(outgoing: ServerResponse, error: unknown, style: ProblemStyle): void {
  const { refusal, status, headers, body } = problemParts(error, style);
  refusals.set(outgoing, refusal);
  outgoing.writeHead(status, { ...headers, "Content-Length": Buffer.byteLength(body) }).end(body);
}

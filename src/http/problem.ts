import type { ServerResponse } from "node:http";
import type { Context } from "hono";
import { type Fault, PROBLEMS, type ProblemCode, Refusal } from "../contract/problem.ts";
import { outgoingOf, type ReplyHeaders, reply } from "./reply.ts";

/** The longest part of an address that a problem repeats. */
const SHOWN_PATH = 200;

/** Codes that pass by themselves, mostly within these seconds. */
const PASSING: ReadonlySet<ProblemCode> = new Set(["home-in-use", "service-busy"]);
export const RETRY_S = 5;

/** A refusal that is answered with headers of its own. */
export class HttpRefusal extends Refusal {
  readonly headers: ReplyHeaders;

  constructor(code: ProblemCode, fault: Fault, headers: ReplyHeaders) {
    super(code, fault.detail, fault.parameter === undefined ? [] : [fault]);
    this.headers = headers;
  }
}

/** How a service says no. */
export interface ProblemStyle {
  /** Headers of every answer of the service. */
  readonly headers: ReplyHeaders;
  /** Address that the type of a problem begins with; `/` when absent. */
  readonly types?: string;
  /** Path of a request as clients of the site know it; the request's own when absent. */
  readonly pathOf?: (path: string) => string;
  /** The page for a person at an unknown address; undefined for a program. Absent: everybody gets a program's answer. */
  readonly absentPage?: ((c: Context) => Response | Promise<Response> | undefined) | undefined;
  /** Status and body where a service speaks a dialect of its own; problem details (RFC 9457) when absent. */
  readonly dialect?: (refusal: Refusal) => { readonly status: number; readonly body: object; readonly headers: ReplyHeaders };
}

/** The refusal of each failed answer, for the log: of a fault of the operator's the body has the title alone. */
const refusals = new WeakMap<ServerResponse, Refusal>();
export const recordedRefusal = (outgoing: ServerResponse): Refusal | undefined => refusals.get(outgoing);

/** An unforeseen error reveals nothing about itself. */
function refusalFor(error: unknown): Refusal {
  return error instanceof Refusal ? error : new Refusal("internal", "the service failed");
}

/** Address of the page that explains a code (RFC 9457, 3.1.1). */
export function problemType(code: ProblemCode, types = "/"): string {
  return `${types}problems/${code}`;
}

/** Is the sentence for the operator alone? It may name a file of the machine. */
export function isForOperator({ status, code }: Refusal): boolean {
  return status === 500 && code !== "release-damaged";
}

/** A client learns only the kind of an operator's fault. */
function forClients(refusal: Refusal): Refusal {
  return isForOperator(refusal) ? new Refusal(refusal.code, PROBLEMS[refusal.code].title) : refusal;
}

/** Status, headers and body of a refusal: the one place where they are made. @param path absent: there is no request to name */
export function problemParts(error: unknown, style: ProblemStyle, path?: string) {
  const foreseen = refusalFor(error);
  const refusal = foreseen instanceof HttpRefusal ? foreseen : forClients(foreseen);
  const later = PASSING.has(refusal.code) ? { "Retry-After": String(RETRY_S) } : {};
  const own = { ...later, ...(refusal instanceof HttpRefusal ? refusal.headers : {}) };
  const dialect = style.dialect?.(refusal);
  const instance = path === undefined ? undefined : (style.pathOf?.(path) ?? path).slice(0, SHOWN_PATH);
  const details = dialect?.body ?? { ...refusal.toProblem(instance), type: problemType(refusal.code, style.types) };
  const type = dialect ? "application/json" : "application/problem+json";
  return {
    refusal: foreseen,
    status: dialect?.status ?? refusal.status,
    headers: { ...style.headers, "Content-Type": type, "Cache-Control": "no-store", ...own, ...dialect?.headers },
    body: JSON.stringify(details),
  };
}

/** Answers a request with what went wrong. */
export function problem(c: Context, error: unknown, style: ProblemStyle): Response | Promise<Response> {
  const outgoing = outgoingOf(c);
  const { refusal, status, headers, body } = problemParts(error, style, c.req.path);
  if (outgoing) refusals.set(outgoing, refusal);
  return (refusal.code === "not-found" && style.absentPage?.(c)) || reply(body, status, headers);
}

/** Answers on Node's own response, for requests that never reach an app. */
export function writeProblem(outgoing: ServerResponse, error: unknown, style: ProblemStyle): void {
  const { refusal, status, headers, body } = problemParts(error, style);
  refusals.set(outgoing, refusal);
  outgoing.writeHead(status, { ...headers, "Content-Length": Buffer.byteLength(body) }).end(body);
}

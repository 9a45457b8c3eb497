/** Client of the intake. Keys and tokens are sent in headers, never in an address, and no answer is stored. */

/** A refusal of the intake: a code of `docs/errors.md`, or `network` where there was no answer. */
export interface IntakeRefusal {
  readonly ok: false;
  readonly code: string;
  /** JSON pointer or parameter at fault; null where none is named */
  readonly at: string | null;
  /** seconds to wait before another attempt; null where not stated */
  readonly wait: number | null;
}
export type IntakeReply<T> = { readonly ok: true; readonly value: T } | IntakeRefusal;

export interface IntakeRequest {
  readonly method?: "GET" | "POST" | "DELETE";
  /** contribution key */
  readonly key?: string;
  /** JSON body: text is sent as it is, anything else is serialised */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Intake {
  /** `path` is relative to the site, such as `v1/donations` */
  json<T>(path: string, asking?: IntakeRequest): Promise<IntakeReply<T>>;
  /** returns the body as a file */
  file(path: string, asking?: IntakeRequest): Promise<IntakeReply<Blob>>;
}

interface ProblemBody {
  readonly type?: string;
  readonly errors?: readonly { readonly pointer?: string; readonly parameter?: string }[];
}

async function intakeRefusalOf(response: Response): Promise<IntakeRefusal> {
  const problem = (await response.json().catch(() => ({}))) as ProblemBody;
  const fault = problem.errors?.[0];
  const wait = Number(response.headers.get("Retry-After") ?? Number.NaN);
  return {
    ok: false,
    code: problem.type?.replace(/^.*\/problems\//, "") ?? "internal",
    at: fault?.pointer ?? fault?.parameter ?? null,
    wait: Number.isFinite(wait) ? wait : null,
  };
}

const NOBODY: IntakeRefusal = { ok: false, code: "network", at: null, wait: null };

/** `base` is the site's address, with a trailing slash or a page's name; `get` is `fetch`, or a stand-in. */
export function intakeAt(base: string, get: (url: string, init: RequestInit) => Promise<Response>): Intake {
  async function ask<T>(path: string, request: IntakeRequest, read: (response: Response) => Promise<T>): Promise<IntakeReply<T>> {
    const { method = "GET", key, body, headers = {} } = request;
    const allHeaders = {
      ...headers,
      ...(key === undefined ? {} : { Authorization: `Bearer ${key}` }),
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
    };
    try {
      const response = await get(new URL(path, base).href, {
        method,
        headers: allHeaders,
        // Without cookies and caching, nothing links two requests.
        credentials: "omit",
        cache: "no-store",
        ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
      });
      return response.ok ? { ok: true, value: await read(response) } : await intakeRefusalOf(response);
    } catch {
      return NOBODY;
    }
  }
  return {
    json: <T>(path: string, request: IntakeRequest = {}) =>
      ask<T>(path, request, async (response) => (response.status === 204 ? undefined : await response.json()) as T),
    file: (path, request = {}) => ask(path, request, (response) => response.blob()),
  };
}

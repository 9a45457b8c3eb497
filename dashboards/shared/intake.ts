/**
 * The intake, as a page asks it. Keys and tokens go in headers, never in an address; nothing is kept.
 */

/** Why the intake said no: a code of `docs/errors.md`, or `network` where nobody answered. */
export interface IntakeRefusal {
  readonly ok: false;
  readonly code: string;
  /** JSON pointer or parameter at fault, where one is named */
  readonly at: string | null;
  /** seconds to wait before another try; null: not said */
  readonly wait: number | null;
}
export type IntakeReply<T> = { readonly ok: true; readonly value: T } | IntakeRefusal;

export interface IntakeRequest {
  readonly method?: "GET" | "POST" | "DELETE";
  /** contribution key */
  readonly key?: string;
  /** JSON: text goes as it is, anything else is written out */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Intake {
  /** @param path relative to the site, as `v1/donations` */
  json<T>(path: string, asking?: IntakeRequest): Promise<IntakeReply<T>>;
  /** the body as a file */
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

/**
 * @param base address of the site, with a trailing slash or a page's name
 * @param get `fetch`, or a stand-in
 */
export function intakeAt(base: string, get: (url: string, init: RequestInit) => Promise<Response>): Intake {
  async function ask<T>(path: string, asking: IntakeRequest, read: (response: Response) => Promise<T>): Promise<IntakeReply<T>> {
    const { method = "GET", key, body, headers = {} } = asking;
    const sent = {
      ...headers,
      ...(key === undefined ? {} : { Authorization: `Bearer ${key}` }),
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
    };
    try {
      const response = await get(new URL(path, base).href, {
        method,
        headers: sent,
        // No cookie goes along and no answer is kept: nothing ties two requests together.
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
    json: <T>(path: string, asking: IntakeRequest = {}) =>
      ask<T>(path, asking, async (response) => (response.status === 204 ? undefined : await response.json()) as T),
    file: (path, asking = {}) => ask(path, asking, (response) => response.blob()),
  };
}

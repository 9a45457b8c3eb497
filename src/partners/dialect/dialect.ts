import type { OpenAPIHono } from "@hono/zod-openapi";
import type { z } from "zod";
import { parseForm } from "../../contract/form-fault.ts";
import { faultRefusal, type Refusal } from "../../contract/problem.ts";
import { statusOf } from "../../contract/problem-answer.ts";
import { quoted } from "../../contract/shown.ts";
import { bodyReader, jsonReply, makeService, PRIVATE, type ProblemStyle } from "../../http/index.ts";

// What all routes of the partners' dialect share: its errors, its bodies and its health check.

/** The most bytes of a body; a measure or a query has a few hundred. */
export const MAX_BYTES = 16_384;

export const bodies = bodyReader(MAX_BYTES);

/** Refuses one field, by its name, with what it must be and the value. */
export function invalidField(field: string, bound: string): Refusal {
  return faultRefusal("invalid-parameter", { detail: `${field}: ${bound}`, parameter: field });
}

/** The dialect's statuses: 400 for any fault of a request, 500 for any fault here; others as in HTTP. */
function dialectStatus(refusal: Refusal): number {
  const status = statusOf(refusal);
  if (status >= 500) return 500;
  return status === 409 || status === 422 ? 400 : status;
}

/** Errors as `{"error": sentence, "code": …}`: the dialect's field for the sentence, and our stable code. */
export const DIALECT: ProblemStyle = {
  headers: PRIVATE,
  dialect: (refusal) => ({
    status: dialectStatus(refusal),
    body: { error: refusal.message, code: refusal.code },
    headers: refusal.code === "partner-key" ? { "WWW-Authenticate": "Bearer" } : {},
  }),
};

/**
 * Checks a body against a schema.
 *
 * @throws Refusal `invalid-parameter` for the first field at fault, with its value where that is short and not secret
 */
export function parseInForm<T>(schema: z.ZodType<T>, input: unknown): T {
  return parseForm(schema, input, ({ path, stranger, bound, value, got }) => {
    if (stranger !== undefined) return invalidField(quoted(stranger), "is no field here: what is not used is not taken");
    const field = path.map(String).join("/") || "the body";
    return invalidField(field, value === undefined ? "must be given" : `${bound}${got}`);
  });
}

/**
 * The dialect's health check, which always answers 200. It tells only whether keys can be looked up.
 *
 * @param check throws where they cannot
 */
export function statusApp(bases: readonly string[], check: () => void): OpenAPIHono {
  const { app, add } = makeService({ style: DIALECT });
  for (const base of bases)
    add("partnerStatus", { path: `${base}/status`, method: "get", responses: { 200: { description: "Its state" } } }, () => {
      let status = "ok";
      try {
        check();
      } catch {
        status = "ko";
      }
      return jsonReply({ db: { status }, global_status: status });
    });
  return app;
}

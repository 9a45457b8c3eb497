import type { OpenAPIHono } from "@hono/zod-openapi";
import { jsonReply, makeService, PRIVATE } from "../../http/index.ts";
import { DIALECT } from "./errors.ts";

/**
 * The dialect's health check: 200, whatever it says. It tells whether keys can be looked up, and nothing of what is behind.
 *
 * @param o.check throws when they cannot
 */
export function statusApp({ bases, check }: { bases: readonly string[]; check: () => void }): OpenAPIHono {
  const { app, add } = makeService({ style: DIALECT });
  for (const base of bases)
    add("partnerStatus", { path: `${base}/status`, method: "get", responses: { 200: { description: "Its state" } } }, () => {
      const status = works(check) ? "ok" : "ko";
      return jsonReply({ db: { status }, global_status: status }, 200, PRIVATE);
    });
  return app;
}

function works(check: () => void): boolean {
  try {
    check();
    return true;
  } catch {
    return false;
  }
}

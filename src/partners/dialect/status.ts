import { Hono } from "hono";
import { answerError, guarded, refuseMethod } from "./errors.ts";

/**
 * The dialect's health check: 200, whatever it says. It tells whether keys can be looked up, and nothing of what is behind.
 *
 * @param o.check throws when they cannot
 */
export function statusApp({ bases, check }: { bases: readonly string[]; check: () => void }): Hono {
  const app = new Hono();
  app.onError((error, c) => answerError(c, error));
  app.use(guarded);
  for (const base of bases) {
    app.get(`${base}/status`, (c) => {
      const status = works(check) ? "ok" : "ko";
      return c.json({ db: { status }, global_status: status });
    });
    app.all(`${base}/status`, refuseMethod("GET"));
  }
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

import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { Refusal } from "../../contract/problem.ts";
import { type Door, measureFor } from "../dialect/access.ts";
import { jsonOf, MAX_BYTES, refuseBody } from "../dialect/body.ts";
import { answerError, guarded, refuseMethod } from "../dialect/errors.ts";
import { CONTRIBUTOR_HEADER, parseErasure, parseMeasure } from "../dialect/measure.ts";
import { type ContributionParts, contribute, erase } from "./contribution.ts";

export interface MeasureOptions extends ContributionParts {
  /** addresses under which it answers, without a last `/` */
  readonly bases: readonly string[];
  readonly door: Door;
  /** refuses where contributions are not taken yet; absent: they are */
  readonly gate?: (() => void) | undefined;
}

/**
 * Measures from partners' programs: taken, replaced and erased; never shown. What was answered 201 is on the disk.
 * Nothing of a request is logged.
 */
export function measureApp({ bases, door, gate, ...parts }: MeasureOptions): Hono {
  const app = new Hono();
  const pseudonymOf = (c: Context) => c.req.header(CONTRIBUTOR_HEADER);
  app.onError((error, c) => answerError(c, error));
  app.notFound((c) => answerError(c, new Refusal("not-found", "there is nothing at this address")));
  app.use(guarded);
  const sized = bodyLimit({ maxSize: MAX_BYTES, onError: refuseBody });
  for (const base of bases) {
    app.post(`${base}/measure`, sized, async (c) => {
      const key = door.enter(c.req.header("Authorization"), "measure");
      gate?.();
      const measure = parseMeasure(await jsonOf(c), pseudonymOf(c));
      await contribute(parts, key, measureFor(key, parts.terms, measure.measureName), measure);
      return c.json({ ok: true }, 201);
    });
    app.delete(`${base}/measure`, sized, async (c) => {
      const key = door.enter(c.req.header("Authorization"), "measure");
      const body = c.req.header("Content-Type") === undefined ? {} : await jsonOf(c);
      await erase(parts.vault, key, parseErasure(body, pseudonymOf(c)));
      return c.json({ ok: true });
    });
    app.all(`${base}/measure`, refuseMethod("POST, DELETE"));
  }
  return app;
}

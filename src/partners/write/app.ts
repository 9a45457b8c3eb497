import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { jsonReply, makeService } from "../../http/index.ts";
import { measureFor, type PartnerAccess } from "../dialect/access.ts";
import { bodies, DIALECT } from "../dialect/dialect.ts";
import { CONTRIBUTOR_HEADER, parseErasure, parseMeasure } from "../dialect/requests.ts";
import { type ContributionParts, contribute, eraseContribution } from "./contribution.ts";

interface MeasureOptions extends ContributionParts {
  /** base paths that it answers under, without a final `/` */
  readonly bases: readonly string[];
  readonly access: PartnerAccess;
  /** throws where contributions are not accepted yet; absent: they are */
  readonly requireReady?: (() => void) | undefined;
}

/**
 * Stores, replaces and erases measures of partners' programs; it never shows any. What is answered with 201 is on the disk. It
 * logs nothing of a request.
 */
export function measureApp({ bases, access, requireReady, ...parts }: MeasureOptions): OpenAPIHono {
  const { app, add } = makeService({ style: DIALECT });
  const enter = (c: Context) => access.enter(c.req.header("Authorization"), "measure");
  const pseudonymOf = (c: Context) => c.req.header(CONTRIBUTOR_HEADER);
  for (const base of bases) {
    const at = { path: `${base}/measure`, responses: { 200: { description: "Done" } } };
    add("sendMeasure", { ...at, method: "post" }, async (c) => {
      const key = enter(c);
      requireReady?.();
      const measure = parseMeasure(await bodies.json(c), pseudonymOf(c));
      await contribute(parts, key, measureFor(key, parts.terms, measure.measureName), measure);
      return jsonReply({ ok: true }, 201);
    });
    add("eraseMeasures", { ...at, method: "delete" }, async (c) => {
      const key = enter(c);
      await eraseContribution(parts.vault, key, parseErasure((await bodies.jsonIfAny(c)) ?? {}, pseudonymOf(c)));
      return jsonReply({ ok: true });
    });
  }
  return app;
}

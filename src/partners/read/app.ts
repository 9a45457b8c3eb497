import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { Refusal } from "../../contract/problem.ts";
import { newestView, type View } from "../../portal/view.ts";
import type { OpenRelease } from "../../release/index.ts";
import type { Territory } from "../../territory/index.ts";
import { type Door, measureFor } from "../dialect/access.ts";
import { jsonOf, MAX_BYTES, refuseBody } from "../dialect/body.ts";
import { answerError, guarded, invalid, refuseMethod } from "../dialect/errors.ts";
import { parseQuery } from "../dialect/query.ts";
import type { PartnerTerms } from "../dialect/terms.ts";
import { aggregateRows } from "./rows.ts";

export interface AggregateOptions {
  /** addresses under which it answers, without a last `/` */
  readonly bases: readonly string[];
  readonly door: Door;
  readonly terms: PartnerTerms;
  /** verified: all that an answer is made from */
  readonly releases: readonly OpenRelease[];
  readonly territory: Territory;
}

/** Aggregates for partners' programs, from frozen releases: no vault is behind it, and no import leads to one. */
export function aggregateApp({ bases, door, terms, releases, territory }: AggregateOptions): Hono {
  const app = new Hono();
  const views = new Map<string, View>();
  const viewOf = (domain: string): View => {
    const view = views.get(domain) ?? newestView(releases, domain);
    views.set(domain, view);
    return view;
  };
  const answer = async (c: Context) => {
    const key = door.enter(c.req.header("Authorization"), "aggregate");
    const query = parseQuery(c.req.method === "GET" ? parametersOf(c) : await jsonOf(c), terms.createdBy);
    const measure = measureFor(key, terms, query.measureName);
    const view = viewOf(measure.ref.domain.id);
    return c.json(aggregateRows({ measure, query, view, territory, createdBy: terms.createdBy }));
  };
  app.onError((error, c) => answerError(c, error));
  app.notFound((c) => answerError(c, new Refusal("not-found", "there is nothing at this address")));
  app.use(guarded);
  const sized = bodyLimit({ maxSize: MAX_BYTES, onError: refuseBody });
  for (const base of bases) {
    app.get(`${base}/aggregate`, answer);
    app.post(`${base}/aggregate`, sized, answer);
    app.all(`${base}/aggregate`, refuseMethod("GET, POST"));
  }
  return app;
}

/** A query in the address, for programs that cannot send a body with GET. */
function parametersOf(c: Context): Record<string, string> {
  const all = c.req.queries();
  const twice = Object.entries(all).find(([, values]) => values.length > 1);
  if (twice !== undefined) throw invalid(twice[0].slice(0, 64), `may be given once; got it ${twice[1].length} times`);
  return Object.fromEntries(Object.entries(all).map(([name, values]) => [name, values[0] as string]));
}

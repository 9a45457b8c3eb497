import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { jsonReply, makeService, sendsBody } from "../../http/index.ts";
import { datasetView, type View } from "../../portal/view.ts";
import type { OpenRelease } from "../../release/index.ts";
import type { Territory } from "../../territory/index.ts";
import { measureFor, type PartnerAccess } from "../dialect/access.ts";
import { bodies, DIALECT, invalidField } from "../dialect/dialect.ts";
import type { PartnerTerms } from "../dialect/partner-terms.ts";
import { parseAggregateQuery } from "../dialect/requests.ts";
import { aggregateRows } from "./rows.ts";

interface AggregateOptions {
  /** base paths that it answers under, without a final `/` */
  readonly bases: readonly string[];
  readonly access: PartnerAccess;
  readonly terms: PartnerTerms;
  /** verified releases, which answers are made from and nothing else */
  readonly releases: readonly OpenRelease[];
  readonly territory: Territory;
}

/** Serves aggregates to partners' programs, from frozen releases. It has no vault, and no import leads to one. */
export function aggregateApp(o: AggregateOptions): OpenAPIHono {
  const { bases, access, terms, releases, territory } = o;
  const { app, add } = makeService({ style: DIALECT });
  const views = new Map<string, View>();
  const domainView = (domain: string): View => {
    const view = views.get(domain) ?? datasetView(releases, domain);
    views.set(domain, view);
    return view;
  };
  const answer = async (c: Context) => {
    const key = access.enter(c.req.header("Authorization"), "aggregate");
    // Some programs of the dialect send a body with GET; others put the query in the address.
    const inAddress = c.req.method === "GET" && !sendsBody(c);
    const query = parseAggregateQuery(inAddress ? parametersOf(c) : await bodies.json(c), terms.createdBy);
    const measure = measureFor(key, terms, query.measureName);
    const view = domainView(measure.ref.domain.id);
    return jsonReply(aggregateRows({ measure, query, view, territory, createdBy: terms.createdBy }));
  };
  for (const base of bases)
    for (const method of ["get", "post"] as const)
      add(`${method}Aggregate`, { path: `${base}/aggregate`, method, responses: { 200: { description: "Its rows" } } }, answer);
  return app;
}

/** The query as parameters of the address, for programs that cannot send a body with GET. */
function parametersOf(c: Context): Record<string, string> {
  const all = c.req.queries();
  const twice = Object.entries(all).find(([, values]) => values.length > 1);
  if (twice !== undefined) throw invalidField(twice[0].slice(0, 64), `may be given once; got it ${twice[1].length} times`);
  return Object.fromEntries(Object.entries(all).map(([name, values]) => [name, values[0] as string]));
}

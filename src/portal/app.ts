import { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { BreachNotice } from "../contract/breach.ts";
import type { PublicLog } from "../contract/log.ts";
import { Refusal } from "../contract/problem.ts";
import type { Settings } from "../contract/settings.ts";
import { type DamagedRelease, LICENCE, type OpenRelease } from "../release/index.ts";
import type { Territory } from "../territory/index.ts";
import { AT_ROOT, apiOf, type Site } from "./addresses.ts";
import { dresser } from "./describe/head.ts";
import { type Handlers, handlers } from "./handlers.ts";
import { send } from "./http.ts";
import { type Library, makeLibrary } from "./library.ts";
import { logHandlers } from "./log.ts";
import { noticeHandler } from "./notice.ts";
import { clean, readPages } from "./pages.ts";
import { POLICY } from "./policy.ts";
import { problem } from "./problems.ts";
import { ROUTES } from "./routes.ts";

export interface PortalOptions {
  readonly releases: readonly OpenRelease[];
  /** named and refused, never served */
  readonly damaged?: readonly DamagedRelease[];
  readonly commons: Settings;
  readonly territory: Territory;
  /** the built dashboards; null: the API alone */
  readonly webRoot: string | null;
  readonly clock: () => Date;
  /** where all of it is shown; absent: at the root of whichever host is asked */
  readonly site?: Site;
  /** what the notice is of; absent: `commons` and `territory`, which are of the newest year that was published */
  readonly inForce?: () => { readonly settings: Settings; readonly territory: Territory };
  /** what people are told of breaches; absent: there are none */
  readonly breaches?: () => readonly BreachNotice[];
  /** the public log as it stands; absent: nothing was stated or published */
  readonly log?: () => PublicLog | null;
}

const SECURITY = {
  "Content-Security-Policy": POLICY,
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
};

const OPEN = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Expose-Headers": "Link, ETag, Content-Disposition, Content-Length, Content-Range, Accept-Ranges",
};

const METHODS = "GET, HEAD, OPTIONS";

/**
 * The public side over HTTP, from verified releases only: it holds no key, and no request reaches a
 * vault, for there is none here.
 */
export function portalApp(options: PortalOptions): OpenAPIHono {
  return appOver(options, libraryOf(options));
}

/** All that a portal of these options knows. */
export function libraryOf({ commons, territory, releases, site = AT_ROOT }: PortalOptions): Library {
  return makeLibrary(commons, territory, releases, site);
}

export function appOver(options: PortalOptions, library: Library): OpenAPIHono {
  const app = new OpenAPIHono();
  const pages = options.webRoot === null ? new Map() : readPages(options.webRoot, dresser(library));
  const { commons: settings, territory, inForce = () => ({ settings, territory }), breaches = () => [] } = options;
  const handle = handlers({
    library,
    damaged: options.damaged ?? [],
    clock: options.clock,
    openapi: () => describe(app),
    log: logHandlers(options.log ?? (() => null)),
    notice: noticeHandler(inForce, breaches, settings.languages),
  });

  app.onError((error, c) => finish(problem(c, error)));
  app.notFound((c) => finish(problem(c, nothingHere(c))));
  app.use(async (c, next) => {
    await next();
    finish(c.res);
  });

  // What is asked for as a file, as pages do, is the answer of the API: one way, whether a portal or a plain host is there.
  app.use(async (c, next) => {
    const address = apiOf(c.req.path);
    if (address === null) return next();
    const url = new URL(address, c.req.url);
    for (const [name, value] of new URL(c.req.url).searchParams) url.searchParams.append(name, value);
    return app.fetch(new Request(url, c.req.raw));
  });

  for (const [name, route] of Object.entries(ROUTES) as [keyof Handlers, (typeof ROUTES)[keyof typeof ROUTES]][]) {
    app.openAPIRegistry.registerPath(route);
    const path = route.getRoutingPath();
    app.get(path, (c) => handle[name](c));
    app.options(path, preflight);
    app.all(path, wrongMethod);
  }

  app.on(["GET"], "/*", (c, next) => {
    const page = pages.get(c.req.path);
    if (page) return send(c, page);
    const address = clean(c.req.path.replace(/\/+$/, "") || "/");
    if (address !== c.req.path && pages.has(address)) return c.redirect(`${address}${new URL(c.req.url).search}`, 308);
    return next();
  });
  app.all("/*", (c, next) => (pages.has(c.req.path) && c.req.method !== "GET" ? wrongMethod(c) : next()));
  return app;
}

/** OpenAPI 3.1 of every route. */
function describe(app: OpenAPIHono) {
  return app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "Voisinage",
      version: "1",
      description:
        "Protected neighbourhood statistics of participating households, from frozen releases. Errors are RFC 9457 problem details. Documents have a second address, as the files of a static export have them: `/v1/catalog.json`, `/v1/datasets/{id}.fr.json`, `/v1/datasets/{id}/exports/{id}.csv`, `/v1/releases/{id}/citation.fr.bib`.",
      license: { name: LICENCE.title, url: LICENCE.path },
    },
  });
}

function nothingHere(c: Context): Refusal {
  return new Refusal("not-found", `there is nothing at ${c.req.path.slice(0, 200)}; /openapi.json lists what there is`);
}

function wrongMethod(c: Context): Response {
  if (c.req.method === "GET" || c.req.method === "HEAD") throw nothingHere(c);
  const refused = problem(c, new Refusal("method-not-allowed", `this address takes ${METHODS}; got ${c.req.method}`));
  refused.headers.set("Allow", METHODS);
  return refused;
}

function preflight(): Response {
  const headers = {
    Allow: METHODS,
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "86400",
  };
  return new Response(null, { status: 204, headers });
}

function finish(response: Response): Response {
  for (const [name, value] of Object.entries({ ...SECURITY, ...OPEN })) response.headers.set(name, value);
  return response;
}

import { OpenAPIHono } from "@hono/zod-openapi";
import { type Context, Hono } from "hono";
import type { BreachNotice } from "../contract/breach.ts";
import type { PublicLog } from "../contract/log.ts";
import { Refusal } from "../contract/problem.ts";
import type { Settings } from "../contract/settings.ts";
import { type DamagedRelease, LICENCE, type OpenRelease } from "../release/index.ts";
import type { Territory } from "../territory/index.ts";
import { AT_ROOT, addressOn, apiOf, type Site } from "./addresses.ts";
import type { Answer, Handler } from "./answer.ts";
import { type Bounds, boundsOf } from "./bounds.ts";
import { bodyCache } from "./cache.ts";
import { dresser } from "./describe/head.ts";
import { type Handlers, handlers } from "./handlers.ts";
import { type HotAnswers, verbatim } from "./hot.ts";
import { type Form, formFor, send } from "./http.ts";
import { inFlight, outgoingOf } from "./in-flight.ts";
import { type Library, makeLibrary } from "./library.ts";
import { logHandlers } from "./log.ts";
import { noticeHandler } from "./notice.ts";
import { clean, readPages } from "./pages.ts";
import { problem } from "./problems.ts";
import { charge, type Limiter, limited } from "./rate.ts";
import { reply } from "./reply.ts";
import { ROUTES } from "./routes.ts";
import { sdmxHandlers } from "./sdmx/handlers.ts";
import { SDMX_ROUTES } from "./sdmx/routes.ts";

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
  /** are contributions taken by the process that serves these pages? Absent: no */
  readonly intakeHere?: boolean;
  /** what the notice is of; absent: `commons` and `territory`, which are of the newest year that was published */
  readonly inForce?: () => { readonly settings: Settings; readonly territory: Territory };
  /** what people are told of breaches; absent: there are none */
  readonly breaches?: () => readonly BreachNotice[];
  /** the public log as it stands; absent: nothing was stated or published */
  readonly log?: () => PublicLog | null;
  /** how many requests an address may make; absent: any number, for a proxy in front limits them */
  readonly limiter?: Limiter;
  /** what whoever listens asks first, and this portal teaches; absent: nothing is known by heart */
  readonly hot?: HotAnswers;
  /** how much one request may ask for; absent: as `BOUNDS` says */
  readonly bounds?: Partial<Bounds>;
}

const METHODS = "GET, HEAD, OPTIONS";

/**
 * The public side over HTTP, from verified releases only: it holds no key, and no request reaches a
 * vault, for there is none here.
 *
 * A GET meets one handler and no middleware: what is not a documented address falls to `notFound`, which knows pages,
 * other methods and nothing (decision 0024).
 */
export function portalApp(options: PortalOptions): OpenAPIHono {
  return appOver(options, libraryOf(options));
}

/** All that a portal of these options knows. */
export function libraryOf({ commons, territory, releases, site = AT_ROOT, intakeHere = false }: PortalOptions): Library {
  return makeLibrary(commons, territory, releases, site, intakeHere);
}

export function appOver(options: PortalOptions, library: Library): OpenAPIHono {
  const app = new OpenAPIHono();
  const issuer = (options.inForce?.() ?? { settings: options.commons }).settings.eligibility?.issuer;
  const pages = options.webRoot === null ? new Map() : readPages(options.webRoot, issuer, dresser(library, issuer));
  const { commons: settings, territory, inForce = () => ({ settings, territory }), breaches = () => [] } = options;
  const bounds = boundsOf(options.bounds);
  const cache = bodyCache();
  const onTheWay = inFlight(bounds.onTheWay);
  const lastingPages = new Set<unknown>(pages.values());
  const sent = (c: Context, answer: Answer): Response | Promise<Response> => {
    if (!("hash" in answer)) return answer;
    const form = formFor(c, answer);
    const settled = (one: Form) => {
      // Pages are in memory whoever reads them. Whatever else is large is counted each time that it is sent.
      const isPage = lastingPages.has(answer);
      const isSmall = one.bytes.byteLength <= bounds.smallAnswer;
      const incoming = answer.forms && (isPage || isSmall) && options.hot && verbatim(c);
      if (incoming) options.hot?.remember(incoming, one);
      if (!isPage && !isSmall) {
        onTheWay.hold(one.bytes, outgoingOf(c));
        charge(c, options.limiter, one.bytes.byteLength);
      }
      return send(c, one);
    };
    return form instanceof Promise ? form.then(settled) : settled(form);
  };
  const answered =
    (handler: Handler) =>
    (c: Context): Response | Promise<Response> => {
      const { length } = c.req.url;
      if (length > bounds.address) throw tooLong(bounds.address, length);
      const answer = handler(c);
      return answer instanceof Promise ? answer.then((one) => sent(c, one)) : sent(c, answer);
    };
  const handle = handlers({
    library,
    damaged: options.damaged ?? [],
    clock: options.clock,
    cache,
    bounds,
    openapi: () => describe(app, library.site),
    log: logHandlers(options.log ?? (() => null), library.site),
    notice: noticeHandler(inForce, breaches, settings.languages),
  });
  const speak = sdmxHandlers(library, cache, bounds);

  const api = new Hono();
  /** What is asked for as a file, as pages do, is the answer of the API: one way, whether a portal or a plain host is there. */
  const asFile = (c: Context): Response | Promise<Response> | undefined => {
    const { method, path, url, raw } = c.req;
    const address = method === "GET" || method === "HEAD" ? apiOf(path) : null;
    if (address === null) return undefined;
    const asked = new URL(address, url);
    for (const [name, value] of new URL(url).searchParams) asked.searchParams.append(name, value);
    return api.fetch(new Request(asked, { method, headers: raw.headers }), { ...c.env, asked: verbatim(c) });
  };
  const guarded = (handler: Handler) => {
    const answer = answered((c) => asFile(c) ?? handler(c));
    return (c: Context): Response | Promise<Response> =>
      (options.limiter && limited(c, options.limiter, library.site)) ?? answer(c);
  };

  const described = [
    ...Object.entries(ROUTES).map(([name, route]) => ({ route, handler: handle[name as keyof Handlers] })),
    ...SDMX_ROUTES.map(({ route, part }) => ({ route, handler: speak[part] })),
  ];
  for (const { route, handler } of described) {
    api.get(route.getRoutingPath(), answered(handler));
    app.openAPIRegistry.registerPath(route);
    app.get(route.getRoutingPath(), guarded(handler));
    if (handler === speak.leftOut) app.get(`${route.path}/*`, guarded(handler));
  }
  const patterns = described.map(({ route }) => new RegExp(`^${route.path.replace(/\{\w+\}/g, "[^/]+")}$`));

  for (const one of [app, api]) one.onError((error, c) => problem(c, library.site, error));
  app.notFound(
    guarded((c) => {
      const { method, path } = c.req;
      const page = pages.get(path);
      if (
        method !== "GET" &&
        method !== "HEAD" &&
        (page || apiOf(path) !== null || patterns.some((pattern) => pattern.test(path)))
      )
        return method === "OPTIONS" ? preflight() : wrongMethod(c, library.site);
      if (page) return page;
      const address = clean(path.replace(/\/+$/, "") || "/");
      if (address !== path && pages.has(address))
        return reply(null, 308, { Location: addressOn(library.site, `${address}${new URL(c.req.url).search}`) });
      throw nothingHere(c);
    }),
  );
  return app;
}

/** OpenAPI 3.1 of every route. */
function describe(app: OpenAPIHono, { url, path }: Site) {
  const base = (url ?? path).replace(/\/$/, "");
  return app.getOpenAPI31Document({
    openapi: "3.1.0",
    ...(base === "" ? {} : { servers: [{ url: base }] }),
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

function tooLong(most: number, length: number): Refusal {
  const detail = `address must have at most ${most} characters; got ${length}`;
  return new Refusal("uri-too-long", detail, [{ parameter: "address", detail }]);
}

function wrongMethod(c: Context, site: Site): Response {
  return problem(c, site, new Refusal("method-not-allowed", `this address takes ${METHODS}; got ${c.req.method}`), {
    Allow: METHODS,
  });
}

function preflight(): Response {
  return reply(null, 204, {
    Allow: METHODS,
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "86400",
  });
}

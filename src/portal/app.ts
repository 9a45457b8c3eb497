import type { OpenAPIHono } from "@hono/zod-openapi";
import { type Context, Hono } from "hono";
import type { BreachNotice } from "../contract/breach.ts";
import type { PublicLog } from "../contract/log.ts";
import { Refusal } from "../contract/problem.ts";
import type { Settings } from "../contract/settings.ts";
import {
  addressOf,
  type Body,
  bodiesInFlight,
  bodyCache,
  type Form,
  formFor,
  type HotAnswers,
  type HttpHandler,
  type Limiter,
  makeService,
  PUBLIC,
  problem,
  publicReply,
  refuseEarly,
  type ServiceInfo,
  send,
  verbatim,
  wrongMethod,
} from "../http/index.ts";
import { type DamagedRelease, LICENCE, type OpenRelease } from "../release/index.ts";
import type { Territory } from "../territory/index.ts";
import { AT_ROOT, addressOn, apiOf, type Site } from "./addresses.ts";
import type { Answer } from "./answer.ts";
import { type Bounds, boundsOf } from "./bounds.ts";
import { dresser } from "./describe/head.ts";
import { type Handlers, handlers } from "./handlers.ts";
import { type Library, makeLibrary } from "./library.ts";
import { logHandlers } from "./log.ts";
import { noticeHandler } from "./notice.ts";
import { clean, readPages } from "./pages.ts";
import { typesOf } from "./problems.ts";
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
  readonly site?: Site | undefined;
  /** are contributions taken by the process that serves these pages? Absent: no */
  readonly intakeHere?: boolean;
  /** what the notice is of; absent: `commons` and `territory`, which are of the newest year that was published */
  readonly inForce?: () => { readonly settings: Settings; readonly territory: Territory };
  /** what people are told of breaches; absent: there are none */
  readonly breaches?: () => readonly BreachNotice[];
  /** the public log as it stands; absent: nothing was stated or published */
  readonly log?: () => PublicLog | null;
  /** how many requests an address may make; absent: any number, for a proxy in front limits them */
  readonly limiter?: Pick<Limiter, "perMinute" | "take" | "charge"> | undefined;
  /** what whoever listens asks first, and this portal teaches; absent: nothing is known by heart */
  readonly hot?: HotAnswers | undefined;
  /** how much one request may ask for; absent: as `BOUNDS` says */
  readonly bounds?: Partial<Bounds>;
}

const METHODS = "GET, HEAD, OPTIONS";

/** Bytes of an answer that cost as much as a request. */
const REQUEST_BYTES = 512 * 1024;

const TAGS = {
  datasets: "Figures of a topic: rows, files, dictionaries, areas with shapes",
  releases: "Frozen publications: their files, and how to cite them",
  commons: "The commons: what there is, its territory, notice and public log",
  sdmx: "The same figures as SDMX REST 2",
  service: "The service itself",
};

/**
 * The public side over HTTP, from verified releases only: it holds no key, and no request reaches a
 * vault, for there is none here.
 */
export function portalApp(options: PortalOptions): OpenAPIHono {
  return appOver(options, libraryOf(options));
}

/** All that a portal of these options knows. */
export function libraryOf({ commons, territory, releases, site = AT_ROOT, intakeHere = false }: PortalOptions): Library {
  return makeLibrary(commons, territory, releases, site, intakeHere);
}

/** Long, for it puts every route and its answers together. */
export function appOver(options: PortalOptions, library: Library): OpenAPIHono {
  const { commons: settings, territory, limiter, inForce = () => ({ settings, territory }), breaches = () => [] } = options;
  const { site } = library;
  const bounds = boundsOf(options.bounds);
  const cache = bodyCache();
  const issuer = (options.inForce?.() ?? { settings }).settings.eligibility?.issuer;
  const pages = options.webRoot === null ? new Map() : readPages(options.webRoot, issuer, dresser(library, issuer));
  const respond = responder(options, bounds, new Set(pages.values()));
  const style = { headers: PUBLIC, types: typesOf(site), pathOf: (path: string) => addressOn(site, path) };

  const handle = handlers({
    library,
    damaged: options.damaged ?? [],
    clock: options.clock,
    cache,
    bounds,
    openapi: () => service.document(infoOf(site)),
    log: logHandlers(options.log ?? (() => null), site),
    notice: noticeHandler(inForce, breaches, settings.languages),
  });
  const speak = sdmxHandlers(library, cache, bounds);

  const api = new Hono();
  api.onError((error, c) => problem(c, error, style));
  /** A file's address is answered as the address of the API that it stands for, so that a portal and a plain host give the same. */
  const asFile = (c: Context): Response | Promise<Response> | undefined => {
    const { method, path, url, raw } = c.req;
    const address = isRead(c) ? apiOf(path) : null;
    if (address === null) return undefined;
    const asked = new URL(address, url);
    for (const [name, value] of new URL(url).searchParams) asked.searchParams.append(name, value);
    return api.fetch(new Request(asked, { method, headers: raw.headers }), { ...c.env, asked: verbatim(c) });
  };
  const withFiles =
    (handler: HttpHandler): HttpHandler =>
    (c) =>
      asFile(c) ?? handler(c);

  const service = makeService({
    style,
    before: (c) => {
      refuseEarly(limiter?.take(addressOf(c)), limiter?.perMinute);
      const { length } = c.req.url;
      if (length > bounds.address) throw tooLong(bounds.address, length);
    },
    otherwise: withFiles((c) => {
      const { path } = c.req;
      const page: Body | undefined = pages.get(path);
      if (!isRead(c) && (page || apiOf(path) !== null || service.has(path))) {
        if (c.req.method === "OPTIONS") return preflight();
        throw wrongMethod(c, METHODS);
      }
      if (page) return respond(c, page);
      const address = clean(path.replace(/\/+$/, "") || "/");
      if (address !== path && pages.has(address))
        return publicReply(null, 308, { Location: addressOn(site, `${address}${new URL(c.req.url).search}`) });
      throw new Refusal("not-found", `there is nothing at ${path.slice(0, 200)}; /openapi.json lists what there is`);
    }),
  });
  const sdmx = SDMX_ROUTES.map(({ route, part }) => ({ id: sdmxId(route.path), route, handler: speak[part] }));
  const own = Object.entries(ROUTES).map(([id, route]) => ({ id, route, handler: handle[id as keyof Handlers] }));
  for (const { id, route, handler } of [...own, ...sdmx]) {
    const answer = (c: Context) => {
      const made = handler(c);
      return made instanceof Promise ? made.then((one) => respond(c, one)) : respond(c, made);
    };
    const tags = [tagOf(route.path)];
    service.add(id, { ...route, tags }, withFiles(answer), handler === speak.leftOut);
    api.get(route.getRoutingPath(), answer);
  }
  return service.app;
}

/** Sends an answer in the form that its client likes best, and counts what is large as long as it is on its way. */
function responder({ limiter, hot }: PortalOptions, bounds: Bounds, pages: ReadonlySet<unknown>) {
  const hold = bodiesInFlight(bounds.onTheWay);
  return (c: Context, answer: Answer): Response | Promise<Response> => {
    if (!("hash" in answer)) return answer;
    const settled = (form: Form) => {
      const { byteLength } = form.bytes;
      // Pages are in memory whoever reads them.
      const isLarge = !pages.has(answer) && byteLength > bounds.smallAnswer;
      const incoming = answer.forms && !isLarge && hot && verbatim(c);
      if (incoming) hot.remember(incoming, form);
      if (isLarge) {
        hold(c, form.bytes);
        limiter?.charge(addressOf(c), byteLength / REQUEST_BYTES);
      }
      return send(c, form);
    };
    const form = formFor(c, answer);
    return form instanceof Promise ? form.then(settled) : settled(form);
  };
}

function isRead({ req }: Context): boolean {
  return req.method === "GET" || req.method === "HEAD";
}

/** `sdmxDataContextAgencyID`: every address of SDMX has an operation of its own. */
function sdmxId(path: string): string {
  return (path.match(/\w+/g) ?? []).map((part, i) => (i === 0 ? part : `${part[0]?.toUpperCase()}${part.slice(1)}`)).join("");
}

function tagOf(path: string): keyof typeof TAGS {
  const [first = "", second = ""] = path.slice(1).split("/");
  if (first === "sdmx") return "sdmx";
  if (second === "datasets" || second === "releases") return second;
  return /^(v1|catalog|feed)/.test(first) ? "commons" : first === ".well-known" ? "releases" : "service";
}

function infoOf({ url, path }: Site): ServiceInfo {
  return {
    title: "Voisinage",
    description:
      "Protected neighbourhood statistics of participating households, from frozen releases. Errors are RFC 9457 problem details. Documents have a second address, as the files of a static export have them: `/v1/catalog.json`, `/v1/datasets/{id}.fr.json`, `/v1/datasets/{id}/exports/{id}.csv`, `/v1/releases/{id}/citation.fr.bib`.",
    licence: LICENCE,
    server: (url ?? path).replace(/\/$/, ""),
    tags: TAGS,
  };
}

function tooLong(most: number, length: number): Refusal {
  const detail = `address must have at most ${most} characters; got ${length}`;
  return new Refusal("uri-too-long", detail, [{ parameter: "address", detail }]);
}

function preflight(): Response {
  return publicReply(null, 204, {
    Allow: METHODS,
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "86400",
  });
}

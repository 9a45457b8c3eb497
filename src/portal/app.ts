import type { OpenAPIHono } from "@hono/zod-openapi";
import { type Context, Hono } from "hono";
import { faultRefusal, Refusal } from "../contract/problem.ts";
import {
  addressOf,
  bodiesInFlight,
  type Form,
  formFor,
  type HttpHandler,
  makeService,
  PUBLIC,
  problem,
  publicReply,
  refuseEarly,
  requestAsSent,
  type ServiceInfo,
  send,
  wrongMethod,
} from "../http/index.ts";
import { LICENCE } from "../release/index.ts";
import { notFoundPage } from "./absent-page.ts";
import { addressOn, apiOf, type Site } from "./addresses.ts";
import { languageKey, pagePath, readPages } from "./pages.ts";
import { type Answer, type Bounds, openPortal, type Portal, type PortalOptions, type PortalRoute } from "./portal.ts";
import { typesOf } from "./problems.ts";
import { PORTAL_ROUTES } from "./routes.ts";
import { SDMX_ROUTES } from "./sdmx/rest.ts";

const METHODS = "GET, HEAD, OPTIONS";

/** Bytes of an answer that count as one more request for the limiter. */
const REQUEST_BYTES = 512 * 1024;

const TAGS = {
  datasets: "Figures of a topic: rows, files, dictionaries, areas with shapes",
  releases: "Frozen publications: their files, and how to cite them",
  commons: "The commons: what there is, its territory, notice and public log",
  sdmx: "The same figures as SDMX REST 2",
  service: "The service itself",
};

/** A measure's page by the address that people guess; its own is `/docs?measure=water.volume`, which hosts of plain files have too. */
const MEASURE_PATH = /^\/docs\/measure\/([a-z][a-z-]*\.[a-z][a-z-]*)$/;

/**
 * The public HTTP service, over verified releases only. It has neither key nor vault, so no request can reach them.
 *
 * Long, for it puts every route and its answers together.
 */
export function portalApp(options: PortalOptions, opened = openPortal(options)): OpenAPIHono {
  const { limiter } = options;
  const portal: Portal = { ...opened, openapi: () => service.document(infoOf(site)) };
  const { bounds, library } = portal;
  const { site } = library;
  const pages = readPages(options.webRoot, portal);
  const respond = responder(options, bounds, new Set(pages.values()));
  const style = {
    headers: PUBLIC,
    types: typesOf(site),
    pathOf: (path: string) => addressOn(site, path),
    absentPage: notFoundPage(options.webRoot, () => options),
  };

  const api = new Hono();
  api.onError((error, c) => problem(c, error, style));
  /** Answers a file's address like the API address it stands for, so that a portal and a static host give the same. */
  const withFiles =
    (handler: HttpHandler): HttpHandler =>
    (c) => {
      const { method, path, url, raw } = c.req;
      const address = isRead(c) ? apiOf(path) : null;
      if (address === null) return handler(c);
      const target = new URL(address, url);
      for (const [name, value] of new URL(url).searchParams) target.searchParams.append(name, value);
      return api.fetch(new Request(target, { method, headers: raw.headers }), { ...c.env, asked: requestAsSent(c) });
    };

  const service = makeService({
    style,
    before: (c) => {
      refuseEarly(limiter?.take(addressOf(c)), limiter?.perMinute);
      const { length } = c.req.url;
      const detail = `address must have at most ${bounds.address} characters; got ${length}`;
      if (length > bounds.address) throw faultRefusal("uri-too-long", { parameter: "address", detail });
    },
    otherwise: withFiles((c) => {
      const { path } = c.req;
      const page = pages.get(languageKey(path, c.req.query("lang") ?? "")) ?? pages.get(path);
      if (!isRead(c) && (page || apiOf(path) !== null || service.has(path))) {
        if (c.req.method === "OPTIONS") return preflight();
        throw wrongMethod(c, METHODS);
      }
      if (page) return respond(c, page);
      const [, measure] = MEASURE_PATH.exec(path) ?? [];
      if (measure !== undefined && pages.has("/docs")) {
        const asked = new URL(c.req.url).searchParams;
        asked.set("measure", measure);
        return publicReply(null, 308, { Location: addressOn(site, `/docs?${asked}`) });
      }
      const short = pagePath(path.replace(/\/+$/, "") || "/");
      const address = [short, `${short}/`].find((one) => one !== path && pages.has(one));
      if (address !== undefined)
        return publicReply(null, 308, { Location: addressOn(site, `${address}${new URL(c.req.url).search}`) });
      throw new Refusal("not-found", `there is nothing at ${path.slice(0, 200)}; /openapi.json lists what there is`);
    }),
  });
  for (const [id, { route, answer, below }] of Object.entries<PortalRoute>({ ...PORTAL_ROUTES, ...SDMX_ROUTES })) {
    const handler = (c: Context) => respond(c, answer(portal, c));
    service.add(id, { ...route, tags: [tagOf(route.path)] }, withFiles(handler), below);
    api.get(route.getRoutingPath(), handler);
  }
  return service.app;
}

/** Sends answers in the form that the client prefers, and counts the bytes of large ones while they are sent. */
function responder({ limiter, hot }: PortalOptions, bounds: Bounds, pages: ReadonlySet<unknown>) {
  const hold = bodiesInFlight(bounds.onTheWay);
  const sendForm = (c: Context, form: Form): Response => {
    const { body, bytes } = form;
    // Pages are in memory in any case, so sending them needs no more of it.
    const isLarge = !pages.has(body) && bytes.byteLength > bounds.smallAnswer;
    const incoming = body.forms && !isLarge && hot && requestAsSent(c);
    if (incoming) hot.remember(incoming, form);
    if (isLarge) {
      hold(c, bytes);
      limiter?.charge(addressOf(c), bytes.byteLength / REQUEST_BYTES);
    }
    return send(c, form);
  };
  const respond = (c: Context, answer: Answer): Response | Promise<Response> => {
    if (answer instanceof Promise) return answer.then((made) => respond(c, made));
    if (!("hash" in answer)) return answer;
    const form = formFor(c, answer);
    return form instanceof Promise ? form.then((made) => sendForm(c, made)) : sendForm(c, form);
  };
  return respond;
}

function isRead({ req }: Context): boolean {
  return req.method === "GET" || req.method === "HEAD";
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

function preflight(): Response {
  return publicReply(null, 204, {
    Allow: METHODS,
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "86400",
  });
}

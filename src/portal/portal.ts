import type { Context } from "hono";
import type { BreachNotice } from "../contract/breach.ts";
import { NO_HOME } from "../contract/chain.ts";
import type { PublicLog } from "../contract/log.ts";
import { Refusal } from "../contract/problem.ts";
import type { Settings } from "../contract/settings.ts";
import { type Body, bodyCache, type HotAnswers, type Limiter, lastingBody, type Route } from "../http/index.ts";
import type { DamagedRelease, OpenRelease } from "../release/index.ts";
import type { Territory } from "../territory/index.ts";
import { type DialectName, type ExportFormat, exportBody } from "./exports.ts";
import { releaseFiles } from "./files.ts";
import { type Dataset, type LibraryOptions, makeLibrary } from "./library.ts";
import { choicesText, type Language, notFoundParameter } from "./params.ts";
import { artefactsOf } from "./sdmx/structures.ts";
import type { View } from "./view.ts";

/** An answer: a body, which the portal sends in the client's preferred form, or a finished response. */
export type Answer = Body | Response | Promise<Body | Response>;

/** Limits on what one request may ask for and keep in memory. */
export interface Bounds {
  /** characters of an address, its scheme and host included */
  readonly address: number;
  /** observations of one SDMX answer */
  readonly observations: number;
  /** files of a release up to so many bytes are kept in memory; larger ones are read from the disk each time */
  readonly keptFile: number;
  /** answers up to so many bytes are sent whatever else is being sent */
  readonly smallAnswer: number;
  /** bytes of larger answers being sent at one time; an answer counts once, however many clients receive it */
  readonly onTheWay: number;
}

/** A nation's dataset has more observations than one SDMX answer may have: clients use `limit` and `offset`, or an export. */
export const PORTAL_BOUNDS: Bounds = {
  address: 8_000,
  observations: 250_000,
  keptFile: 16 * 2 ** 20,
  smallAnswer: 64 * 1024,
  onTheWay: 128 * 2 ** 20,
};

/** The public log of a commons that has stated and published nothing. */
export const EMPTY_LOG: PublicLog = {
  schema: "voisinage-log/1",
  commons: NO_HOME,
  size: 0,
  checkpoint: null,
  keys: [],
  announcements: [],
  entries: [],
};

export interface PortalOptions extends LibraryOptions {
  /** named and refused, never served */
  readonly damaged?: readonly DamagedRelease[];
  /** the built dashboards; null: the API alone */
  readonly webRoot: string | null;
  readonly clock: () => Date;
  /** what the notice describes; absent: `commons` and `territory`, as in the newest year that was published */
  readonly inForce?: () => { readonly settings: Settings; readonly territory: Territory };
  /** the public statements of breaches; absent: nothing was stated */
  readonly breaches?: () => readonly BreachNotice[];
  /** the public log as it stands; absent: nothing was stated or published */
  readonly log?: () => PublicLog | null;
  /** how many requests an address may make; absent: any number, for a proxy in front limits them */
  readonly limiter?: Pick<Limiter, "perMinute" | "take" | "charge"> | undefined;
  /** whole answers that are filled here and that the server looks up before it calls the app; absent: no answer is kept */
  readonly hot?: HotAnswers | undefined;
  /** how much one request may ask for; absent: `PORTAL_BOUNDS` */
  readonly bounds?: Partial<Bounds>;
}

/** All that the routes of these options answer from. */
export function openPortal(options: PortalOptions) {
  const { commons: settings, territory, damaged = [], breaches = () => [], clock, log } = options;
  const { inForce = () => ({ settings, territory }) } = options;
  const bounds = { ...PORTAL_BOUNDS, ...options.bounds };
  const cache = bodyCache();
  const library = makeLibrary(options);
  return {
    library,
    damaged,
    breaches,
    clock,
    inForce,
    bounds,
    cache,
    artefacts: artefactsOf(library),
    /** answers that are made once, by path */
    fixed: new Map<string, Body>(),
    file: releaseFiles(cache, bounds.keptFile),
    log: () => log?.() ?? EMPTY_LOG,
  };
}
export type Portal = ReturnType<typeof openPortal> & { readonly openapi: () => object };

/** The dataset that the path names. */
export function datasetAt({ library }: Portal, c: Context): Dataset {
  const id = c.req.param("id") ?? "";
  const found = library.datasets.get(id);
  if (!found) throw notFoundParameter("id", `one of ${[...library.datasets.keys()].join(", ")}`, id);
  return found;
}

/** @param parameter the parameter that named the release */
function findRelease({ damaged, library }: Portal, id: string, parameter: "id" | "release"): OpenRelease {
  const bad = damaged.find((one) => one.id === id);
  if (bad) throw new Refusal("release-damaged", bad.reason);
  const found = library.releases.get(id);
  if (!found) throw notFoundParameter(parameter, `a release of /v1/catalog (${choicesText([...library.releases.keys()])})`, id);
  return found;
}

/** The release that the path names. */
export function releaseAt(portal: Portal, c: Context): OpenRelease {
  return findRelease(portal, c.req.param("id") ?? "", "id");
}

/** The rows of a dataset. @param pin id of a release whose rows are wanted; absent: the newest of each period */
export function viewOf(portal: Portal, dataset: Dataset, pin: string | undefined): View {
  return pin === undefined ? dataset.newest : portal.library.pinned(dataset, findRelease(portal, pin, "release"));
}

/** All rows of a dataset in one file. */
export function exported(
  portal: Portal,
  dataset: Dataset,
  format: ExportFormat,
  language: Language,
  dialect: DialectName = "rfc4180",
  pin?: string,
) {
  const view = viewOf(portal, dataset, pin);
  // Only labels have a language, and only one format has labels.
  const name = [dataset.domain.id, pin, format, dialect, format === "sdmx-json" ? language : ""].join(" ");
  return portal.cache.get(`export ${name}`, () =>
    exportBody({ library: portal.library, dataset, view, format, dialect, language }),
  );
}

/** A JSON body that stays the same while the same releases are served. */
export function jsonBody(value: object, more: Partial<Body> = {}): Body {
  return lastingBody(JSON.stringify(value), more.type ?? "application/json", more);
}

/** A route's description, and its handler. */
export interface PortalRoute {
  readonly route: Route & { getRoutingPath(): string };
  readonly answer: (portal: Portal, c: Context) => Answer;
  /** whether addresses below it have the same handler */
  readonly below?: boolean;
}

import type { Context } from "hono";
import type { BreachNotice } from "../contract/breach.ts";
import { NO_HOME } from "../contract/chain.ts";
import type { PublicLog } from "../contract/log.ts";
import { Refusal } from "../contract/problem.ts";
import type { Settings } from "../contract/settings.ts";
import { type Body, type BodyCache, lastingBody, type Route } from "../http/index.ts";
import type { DamagedRelease, OpenRelease } from "../release/index.ts";
import type { Territory } from "../territory/index.ts";
import { type DialectName, type ExportFormat, exportBody } from "./exports.ts";
import type { releaseFiles } from "./files.ts";
import type { Dataset, Library } from "./library.ts";
import { absent, type Language, listed } from "./params.ts";
import type { Artefact } from "./sdmx/structures.ts";
import type { View } from "./view.ts";

/** The answer of an address: a body, which the portal sends in the client's preferred form, or a finished answer. */
export type Answer = Body | Response | Promise<Body | Response>;

/** How much one request may ask for, and may keep. */
export interface Bounds {
  /** characters of an address, its scheme and host included */
  readonly address: number;
  /** observations of one SDMX answer */
  readonly observations: number;
  /** bytes of a release's file that is kept in memory; a larger one is read from the disk each time */
  readonly keptFile: number;
  /** bytes of an answer that goes whatever else is on its way */
  readonly smallAnswer: number;
  /** bytes of larger ones that are on their way at a time, each counted once however many ask for it */
  readonly onTheWay: number;
}

/** A nation's dataset is larger than one answer of SDMX may be: `limit` and `offset` page it, exports give it whole. */
export const PORTAL_BOUNDS: Bounds = {
  address: 8_000,
  observations: 250_000,
  keptFile: 16 * 2 ** 20,
  smallAnswer: 64 * 1024,
  onTheWay: 128 * 2 ** 20,
};

/** The public log of a commons that stated and published nothing. */
export const EMPTY_LOG: PublicLog = {
  schema: "voisinage-log/1",
  commons: NO_HOME,
  size: 0,
  checkpoint: null,
  keys: [],
  announcements: [],
  entries: [],
};

/** All that the routes answer from. */
export interface Portal {
  readonly library: Library;
  readonly damaged: readonly DamagedRelease[];
  readonly clock: () => Date;
  readonly cache: BodyCache;
  readonly bounds: Bounds;
  readonly artefacts: readonly Artefact[];
  /** answers that are made once, by path */
  readonly fixed: Map<string, Body>;
  readonly file: ReturnType<typeof releaseFiles>;
  readonly openapi: () => object;
  readonly log: () => PublicLog;
  readonly inForce: () => { readonly settings: Settings; readonly territory: Territory };
  readonly breaches: () => readonly BreachNotice[];
}

/** The dataset that the path names. */
export function datasetAt({ library }: Portal, c: Context): Dataset {
  const id = c.req.param("id") ?? "";
  const found = library.datasets.get(id);
  if (!found) throw absent("id", `one of ${[...library.datasets.keys()].join(", ")}`, id);
  return found;
}

/** @param parameter that names the release */
function findRelease({ damaged, library }: Portal, id: string, parameter: "id" | "release"): OpenRelease {
  const bad = damaged.find((one) => one.id === id);
  if (bad) throw new Refusal("release-damaged", bad.reason);
  const found = library.releases.get(id);
  if (!found) throw absent(parameter, `a release of /v1/catalog (${listed([...library.releases.keys()])})`, id);
  return found;
}

/** The release that the path names. */
export function releaseAt(portal: Portal, c: Context): OpenRelease {
  return findRelease(portal, c.req.param("id") ?? "", "id");
}

/** @param pin the id of one release, where rows of that one are asked for */
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

/** A JSON document that the same request gets again. */
export function jsonBody(value: object, more: Partial<Body> = {}): Body {
  return lastingBody(JSON.stringify(value), more.type ?? "application/json", more);
}

/** An address as it is described, and what it answers. */
export interface PortalRoute {
  readonly route: Route & { getRoutingPath(): string };
  readonly answer: (portal: Portal, c: Context) => Answer;
  /** does every address below it answer alike? */
  readonly below?: boolean;
}

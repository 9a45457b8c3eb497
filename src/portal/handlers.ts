import type { Context } from "hono";
import { PROBLEMS, Refusal } from "../contract/problem.ts";
import { type Body, type BodyCache, lasting, PAGE, SHORT } from "../http/index.ts";
import { type DamagedRelease, type OpenRelease, sha256 } from "../release/index.ts";
import { addressOn } from "./addresses.ts";
import type { Handler } from "./answer.ts";
import { areasDocument, oneCode } from "./areas.ts";
import type { Bounds } from "./bounds.ts";
import { catalogue, releaseDocument } from "./catalogue.ts";
import { codesDocument, datasetDocument } from "./dataset.ts";
import { describeHandlers } from "./describe/handlers.ts";
import { securityText } from "./describe/security.ts";
import { dictionaryDocument } from "./dictionary.ts";
import { type DialectName, EXPORT_FORMATS, type ExportFormat, exportBody } from "./exports.ts";
import { releaseFiles } from "./files.ts";
import { DIMENSION_NAMES } from "./labels.ts";
import type { Dataset, Library } from "./library.ts";
import { type Language, language, mediaType } from "./negotiate.ts";
import { member, query } from "./params.ts";
import { isProblemCode, problemDocument, problemPage } from "./problems.ts";
import { areasQuery, dimension, exportFormat, exportQuery, languageQuery, noQuery, recordsQuery } from "./queries.ts";
import { fingerprint, page, parseRecords } from "./records.ts";
import { absent, invalid, listed, shown } from "./refusals.ts";
import type { ROUTES } from "./routes.ts";
import type { View } from "./view.ts";

const GEOJSON = "application/geo+json";

export type Handlers = Readonly<Record<keyof typeof ROUTES, Handler>>;

export interface Served {
  readonly library: Library;
  readonly damaged: readonly DamagedRelease[];
  readonly clock: () => Date;
  readonly cache: BodyCache;
  readonly bounds: Bounds;
  readonly openapi: () => object;
  readonly notice: Handler;
  readonly log: Pick<Handlers, "log" | "logCheckpoint" | "logKeys">;
}

/**
 * One handler a route; what does not depend on the request is made once.
 *
 * Long, for it has one short handler a route.
 */
export function handlers({ library, damaged, clock, cache, openapi, notice, log, bounds }: Served): Handlers {
  const { territory, commons } = library;
  const { id, name, levels, levelNames, areas, references } = territory;
  const files = releaseFiles(cache, bounds.keptFile);
  const fixed = (make: () => object, type = "application/json"): Handler => {
    let body: Body | undefined;
    return (c) => {
      query(c, noQuery);
      body ??= kept(jsonBody(make(), type));
      return body;
    };
  };

  const dataset = (c: Context): Dataset => {
    const asked = c.req.param("id") ?? "";
    const found = library.datasets.get(asked);
    if (!found) throw absent("id", `one of ${[...library.datasets.keys()].join(", ")}`, asked);
    return found;
  };
  /** @param parameter that names it */
  const release = (asked: string, parameter: "id" | "release" = "id"): OpenRelease => {
    const bad = damaged.find((one) => one.id === asked);
    if (bad) throw new Refusal("release-damaged", bad.reason);
    const found = library.releases.get(asked);
    if (!found) throw absent(parameter, `a release of /v1/catalog (${listed([...library.releases.keys()])})`, asked);
    return found;
  };
  const view = (from: Dataset, pin: string | undefined): View =>
    pin === undefined ? from.newest : library.pinned(from, release(pin, "release"));
  /** All rows of a dataset in one file. @param pin the id of one release, where it is asked of that one */
  const wholeOf = (from: Dataset, format: ExportFormat, chosen: Language, dialect: DialectName = "rfc4180", pin?: string) => {
    const input = { library, dataset: from, view: view(from, pin), format, dialect, language: chosen };
    // Only labels have a language, and only one format has labels.
    const name = [from.domain.id, pin, format, dialect, format === "sdmx-json" ? chosen : ""].join(" ");
    return cache.get(`export ${name}`, () => exportBody(input));
  };
  /** A document of a dataset in one language. @param what it is, by a name of its own */
  const localised = (
    c: Context,
    what: string,
    { lang }: { readonly lang?: Language | undefined },
    make: (from: Dataset, language: Language) => object,
  ): ReturnType<BodyCache["get"]> => {
    const chosen = language(c, lang, commons.languages);
    const from = dataset(c);
    const headers = { "Content-Language": chosen };
    return cache.get(`${what} ${from.domain.id} ${chosen}`, () => kept({ ...jsonBody(make(from, chosen)), headers }));
  };

  return {
    catalog: fixed(() => catalogue(library)),
    territory: fixed(() => ({ id, name, levels, level_names: levelNames, areas, references })),
    shapes: territory.shapes
      ? fixed(() => territory.shapes as object, GEOJSON)
      : () => {
          throw new Refusal("not-found", `no shapes are known for ${id}: draw tiles`);
        },
    dataset: (c) => localised(c, "dataset", query(c, languageQuery), (from, chosen) => datasetDocument(library, from, chosen)),
    dictionary: (c) =>
      localised(c, "dictionary", query(c, languageQuery), (from, chosen) => dictionaryDocument(library, from, chosen)),
    codes: (c) => {
      const asked = query(c, languageQuery);
      const which = member(dimension, "dimension", c.req.param("dimension") ?? "", DIMENSION_NAMES);
      return localised(c, `codes ${which}`, asked, (from, chosen) => codesDocument(library, from, which, chosen));
    },
    records: (c) => {
      const from = dataset(c);
      const { limit, ...asked } = query(c, recordsQuery);
      const rows = view(from, asked.release);
      const mark = fingerprint(from.domain.id, asked, rows);
      const wanted = parseRecords(asked, limit, rows, mark);
      return cache.get(`records ${mark} ${limit} ${asked.cursor} ${c.req.url}`, () => {
        const { total, ...found } = page(rows, wanted, mark);
        const next = found.cursor === null ? null : addressOn(library.site, nextAddress(c, found.cursor));
        const answer = jsonBody({ dataset: from.domain.id, releases: rows.releases, total, rows: found.rows, next });
        return kept({ ...answer, ...(next === null ? {} : { headers: { Link: `<${next}>; rel="next"` } }) });
      });
    },
    exports: (c) => {
      const from = dataset(c);
      const format = member(exportFormat, "format", c.req.param("format") ?? "", EXPORT_FORMATS);
      const { release: pin, dialect, lang } = query(c, exportQuery);
      if (dialect !== undefined && format !== "csv")
        throw invalid("dialect", `belongs to the format csv, and must be left out of ${format}; got ${shown(dialect)}`);
      return wholeOf(from, format, language(c, lang, commons.languages), dialect, pin);
    },
    areas: (c) => {
      const from = dataset(c);
      const asked = query(c, areasQuery, (name) => oneCode(from.newest.table, name));
      const rows = view(from, asked.release);
      const name = `areas ${from.domain.id} ${JSON.stringify(asked)}`;
      return cache.get(name, () => kept(jsonBody(areasDocument(asked, rows, territory), GEOJSON)));
    },
    release: (c) => {
      query(c, noQuery);
      const found = release(c.req.param("id") ?? "");
      return cache.get(`release ${found.id}`, () => kept(jsonBody(releaseDocument(found, library))));
    },
    file: (c) => {
      query(c, noQuery);
      return files(c, release(c.req.param("id") ?? ""), c.req.param("file") ?? "");
    },
    problem: (c) => {
      const { lang } = query(c, languageQuery);
      const code = c.req.param("code") ?? "";
      if (!isProblemCode(code)) throw absent("code", `a code of problems (${listed(Object.keys(PROBLEMS))})`, code);
      const chosen = language(c, lang, commons.languages);
      const headers = { "Content-Language": chosen };
      const type = mediaType(c.req.header("Accept"), ["application/json", "text/html"]);
      return cache.get(`problem ${code} ${type} ${chosen}`, () =>
        type === "application/json"
          ? kept({ ...jsonBody(problemDocument(code, library.site)), headers })
          : kept({ ...bodyOf(problemPage(code, chosen), "text/html; charset=utf-8"), headers: { ...PAGE, ...headers } }),
      );
    },
    notice,
    ...log,
    ...describeHandlers({
      library,
      release,
      cache,
      exported: (from, format) => wholeOf(from, format, commons.languages[0] ?? "fr"),
      file: files,
    }),
    openapi: fixed(openapi),
    security: (c) => {
      query(c, noQuery);
      const text = securityText(commons, library.site.url, clock());
      if (text === null) throw new Refusal("not-found", "the operator has stated no contact that a program can read");
      return { ...bodyOf(text, "text/plain; charset=utf-8"), cache: SHORT };
    },
    health: (c) => {
      query(c, noQuery);
      const state = {
        status: "ok",
        releases: library.releases.size,
        damaged: damaged.map((one) => one.id),
        at: clock().toISOString(),
      };
      return { ...jsonBody(state), cache: "no-store" };
    },
  };
}

/** The request's address with the cursor of the next page. */
function nextAddress(c: Context, cursor: string): string {
  const { pathname, searchParams } = new URL(c.req.url);
  searchParams.set("cursor", cursor);
  return `${pathname}?${searchParams}`;
}

/** For what the same request gets again. Programs of geography read a layer part by part, over the network too. */
function kept(body: Body): Body {
  return { ...body, ...lasting(body.type, body.bytes), ...(body.type === GEOJSON ? { ranges: true } : {}) };
}

export function jsonBody(value: object, type = "application/json"): Body {
  return bodyOf(JSON.stringify(value), type);
}

function bodyOf(text: string, type: string): Body {
  const bytes = new TextEncoder().encode(text);
  return { bytes, type, hash: sha256(bytes), cache: SHORT };
}

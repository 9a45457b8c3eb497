import type { Context as Request } from "hono";
import { Refusal } from "../../contract/problem.ts";
import { type Body, type BodyCache, isHeld, lasting, type ReplyHeaders, publicReply as reply, SHORT } from "../../http/index.ts";
import { sha256 } from "../../release/index.ts";
import { addressOn, type Site } from "../addresses.ts";
import type { Handler } from "../answer.ts";
import type { Bounds } from "../bounds.ts";
import type { Library } from "../library.ts";
import { type Language, language } from "../negotiate.ts";
import { absent, invalid, shortened } from "../refusals.ts";
import { type DataFormat, dataFormat, type MessageVersion, structureFormat } from "./accept.ts";
import { artefactJson, KINDS } from "./artefact.ts";
import { sdmxCsv } from "./csv.ts";
import { DATA_PARAMETERS, type DataQuery, parseDataQuery } from "./data-query.ts";
import { parseKeys } from "./filter.ts";
import { agencyOf } from "./ids.ts";
import { sdmxJson } from "./json.ts";
import { type Context, jsonHead, type MessageInput, metaOf, type Part } from "./message.ts";
import { dataMl } from "./ml-data.ts";
import { structureMl } from "./ml-structure.ts";
import { agencies, ids, wantsVersion } from "./path.ts";
import { type RawQuery, rawQuery } from "./raw-query.ts";
import type { SdmxPart } from "./routes.ts";
import { rowsOf } from "./rows.ts";
import { type Found, findStructures, parseStructureQuery, STRUCTURE_PARAMETERS } from "./structure-query.ts";
import { artefactsOf, flowId, structureId } from "./structures.ts";

/** The SDMX face: data and structure queries of SDMX REST 2.x, and an honest 501 for its other parts. */
export function sdmxHandlers(library: Library, cache: BodyCache, bounds: Bounds): Readonly<Record<SdmxPart, Handler>> {
  const artefacts = artefactsOf(library);
  const { languages } = library.commons;

  const structure: Handler = (c) => {
    const raw = rawQuery(searchOf(c), STRUCTURE_PARAMETERS);
    const format = structureFormat(c.req.header("Accept"), raw);
    const found = findStructures(artefacts, parseStructureQuery(c.req.param(), raw));
    if (found.length === 0) throw nowhere(c.req.param());
    const chosen = language(c, undefined, languages);
    return cache.get(nameOf(c, chosen, format.type), () => {
      const meta = metaOf(library, chosen, [c.req.path, searchOf(c)]);
      const text = format.form === "xml" ? structureMl(found, meta, chosen) : structureJson(found, meta, chosen, format.version);
      return bodyOf(text, format.type, { "Content-Language": chosen });
    });
  };

  const data: Handler = (c) => {
    const raw = rawQuery(searchOf(c), DATA_PARAMETERS);
    const format = dataFormat(c.req.header("Accept"), raw);
    const { context, parts, query } = findData(c, library, raw);
    const total = parts.reduce((sum, { rows }) => sum + rows.length, 0);
    const page = paged(parts, query);
    const given = page.reduce((sum, { rows }) => sum + rows.length, 0);
    if (given === 0) return empty(c);
    if (given > bounds.observations)
      throw new Refusal(
        "result-too-large",
        `an answer has at most ${bounds.observations} observations, and this one would have ${given}: ask with limit and offset, or take an export of /v1`,
        [{ parameter: "limit", detail: `limit must be at most ${bounds.observations}` }],
      );
    const chosen = language(c, undefined, languages);
    const end = query.offset + given;
    const headers = { "Content-Language": chosen, ...(end < total ? { Link: nextLink(library.site, c, end) } : {}) };
    const { at, measures, attributes } = query;
    const input: MessageInput = { library, context, parts: page, at, measures, attributes, language: chosen };
    return cache.get(nameOf(c, chosen, format.type), () => bodyOf(write(format, input), format.type, headers));
  };

  const leftOut: Handler = (c) => {
    const part = c.req.path.split("/")[2] ?? "";
    throw new Refusal("not-implemented", `${part} queries are left out here: there are data and structure queries`);
  };
  return { data, structure, leftOut };
}

/** The rows that a request names, by dataset. @throws Refusal `not-found`, `invalid-parameter`, `query-not-possible`, `not-implemented` */
function findData(c: Request, library: Library, raw: RawQuery): { context: Context; parts: Part[]; query: DataQuery } {
  const { context: asked = "*", agency, id, version, key } = c.req.param() as Record<string, string | undefined>;
  const context = contextOf(asked);
  const query = parseDataQuery(raw);
  const keys = parseKeys(key);
  const [ofAgency, ofId, ofVersion] = [agencies(agency), ids("resourceID", id), wantsVersion(version)];
  const own = ofVersion && ofAgency(agencyOf(library.territory));
  const datasets = [...library.datasets.values()].filter(
    (dataset) => own && ofId(context === "dataflow" ? flowId(dataset) : structureId(dataset)),
  );
  if (datasets.length === 0) throw nowhere({ type: context, agency, id, version });
  const parts = datasets.map((dataset) => ({ dataset, view: dataset.newest, rows: rowsOf(dataset.newest.table, keys, query) }));
  return { context, parts, query };
}

function contextOf(asked: string): Context {
  if (asked === "*") return "dataflow";
  if (asked === "dataflow" || asked === "datastructure") return asked;
  if (asked === "provisionagreement")
    throw new Refusal("not-implemented", "there are no provision agreements here: ask for dataflow or datastructure");
  throw invalid("context", `must be dataflow, datastructure, provisionagreement or *; got ${JSON.stringify(shortened(asked))}`);
}

/** `offset` and `limit` count observations, over all data sets in their order. */
function paged(parts: readonly Part[], { offset, limit = Number.POSITIVE_INFINITY }: DataQuery): Part[] {
  let [skip, left] = [offset, limit];
  return parts.flatMap(({ rows, ...part }): Part[] => {
    const given = rows.slice(skip, skip + left);
    skip = Math.max(0, skip - rows.length);
    left -= given.length;
    return given.length === 0 ? [] : [{ ...part, rows: given }];
  });
}

function structureJson(
  found: readonly Found[],
  meta: ReturnType<typeof metaOf>,
  chosen: Language,
  version: MessageVersion,
): string {
  const data: Record<string, object[]> = {};
  for (const { artefact, amount, only } of found) {
    const { list } = KINDS[artefact.kind];
    data[list] ??= [];
    data[list].push(artefactJson(artefact, amount, chosen, only));
  }
  return `${jsonHead("structure", version, meta)},"data":${JSON.stringify(data)}}`;
}

function write(format: DataFormat, input: MessageInput): string {
  if (format.form === "csv") return sdmxCsv(input, format.options, format.version);
  return format.form === "xml" ? dataMl(input) : sdmxJson(input, format.version);
}

function bodyOf(text: string, type: string, headers: ReplyHeaders): Body {
  const bytes = new TextEncoder().encode(text);
  return { bytes, type, hash: sha256(bytes), cache: SHORT, headers, ...lasting(type, bytes) };
}

/** The query's part of the address as it was sent. */
function searchOf(c: Request): string {
  const at = c.req.url.indexOf("?");
  return at < 0 ? "" : c.req.url.slice(at);
}

function nameOf(c: Request, chosen: Language, type: string): string {
  return `${c.req.path} ${searchOf(c)} ${chosen} ${type}`;
}

function nextLink(site: Site, c: Request, offset: number): string {
  const pairs = searchOf(c)
    .slice(1)
    .split("&")
    .filter((pair) => pair !== "" && !/^offset=/.test(pair));
  const next = addressOn(site, `${new URL(c.req.url).pathname}?${[...pairs, `offset=${offset}`].join("&")}`);
  return `<${next}>; rel="next"`;
}

/** There is no such agency, artefact, version or item: a fault, for not every client can read an answer of 204. */
function nowhere({
  type = "*",
  agency = "*",
  id = "*",
  version = "*",
  item,
}: Readonly<Record<string, string | undefined>>): Refusal {
  const asked = `${type}=${agency}:${id}(${version})${item === undefined ? "" : `.${item}`}`;
  return absent("resourceID", "one that /sdmx/structure?detail=allstubs lists", asked);
}

/** Of what there is a key or a condition selects nothing, which is no fault (SDMX REST: 204). */
function empty(c: Request): Response {
  // Nothing has no version that could be insisted on.
  isHeld(c, null);
  return reply(null, 204, { "Cache-Control": SHORT, Vary: "Accept, Accept-Language" });
}

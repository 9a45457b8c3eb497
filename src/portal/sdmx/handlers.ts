import type { Context as Request } from "hono";
import { Refusal } from "../../contract/problem.ts";
import { isNotModified, lastingBody, publicReply, SHORT } from "../../http/index.ts";
import { addressOn, type Site } from "../addresses.ts";
import type { Library } from "../library.ts";
import { language } from "../negotiate.ts";
import type { Answer, Portal } from "../portal.ts";
import { absent, invalid, shown } from "../refusals.ts";
import { dataCsv } from "./csv.ts";
import { chooseFormat, DATA, type DataFormat, STRUCTURE } from "./formats.ts";
import { agencyOf, VERSION } from "./ids.ts";
import { dataJson, structureJson } from "./json.ts";
import { type Context, type DataMessage, dataMessage, messageHeader, type Part } from "./message.ts";
import { dataMl, structureMl } from "./ml.ts";
import {
  DATA_PARAMETERS,
  type DataQuery,
  names,
  parseDataQuery,
  parseKeys,
  parseQuery,
  pathList,
  type SdmxQuery,
  STRUCTURE_PARAMETERS,
} from "./query.ts";
import { findRows } from "./rows.ts";
import { type Artefact, flowId, structureId } from "./structures.ts";
import { isVersion } from "./versions.ts";

/** Every address of a structure that is there answers all of them, in one message a format and language. */
export function answerStructure({ library, cache, artefacts }: Portal, c: Request): Answer {
  const { parameters } = parseQuery(searchOf(c), STRUCTURE_PARAMETERS);
  const format = chooseFormat(STRUCTURE, c.req.header("Accept"), parameters);
  if (!artefacts.some(artefactTest(c.req.param()))) throw nowhere(c.req.param());
  const chosen = language(c, undefined, library.commons.languages);
  return cache.get(`sdmx structure ${chosen} ${format.type}`, () => {
    const header = messageHeader(library, chosen, "structure");
    const text =
      format.form === "xml" ? structureMl(artefacts, header, chosen) : structureJson(artefacts, header, chosen, format.version);
    return lastingBody(text, format.type, { headers: { "Content-Language": chosen } });
  });
}

/** Observations of a data query. */
export function answerData({ library, cache, bounds }: Portal, c: Request): Answer {
  const search = searchOf(c);
  const query = parseQuery(search, DATA_PARAMETERS);
  const format = chooseFormat(DATA, c.req.header("Accept"), query.parameters);
  const { context, parts, wanted } = findData(c, library, query);
  const page = pageOf(parts, wanted);
  const count = countOf(page);
  if (count === 0) return empty(c);
  if (count > bounds.observations)
    throw new Refusal(
      "result-too-large",
      `an answer has at most ${bounds.observations} observations, and this one would have ${count}: ask with limit and offset, or take an export of /v1`,
      [{ parameter: "limit", detail: `limit must be at most ${bounds.observations}` }],
    );
  const chosen = language(c, undefined, library.commons.languages);
  const end = wanted.offset + count;
  const headers = { "Content-Language": chosen, ...(end < countOf(parts) && { Link: nextLink(library.site, c, end) }) };
  return cache.get(`${c.req.path} ${search} ${chosen} ${format.type}`, () => {
    const message = dataMessage(library, context, page, wanted, chosen);
    return lastingBody(written(message, format), format.type, { headers });
  });
}

type Path = Readonly<Record<string, string | undefined>>;

/** @throws Refusal `invalid-parameter` */
function artefactTest({ type = "*", agency, id, version, item }: Path): (artefact: Artefact) => boolean {
  const [agencies, ids, items] = [pathList("agencyID", agency), pathList("resourceID", id), pathList("itemID", item)];
  const isOurs = wantsOurVersion(version);
  return (artefact) =>
    isOurs &&
    (type === "*" || type === artefact.kind) &&
    names(agencies, artefact.agency) &&
    names(ids, artefact.id) &&
    (items.includes("*") || artefact.items?.some((one) => items.includes(one.id)) === true);
}

/** All artefacts have one version. */
function wantsOurVersion(version: string | undefined): boolean {
  return pathList("version", version).some((one) => isVersion(one, VERSION));
}

/** The rows that a request names, by dataset. @throws Refusal `not-found`, `invalid-parameter`, `query-not-possible`, `not-implemented` */
function findData(c: Request, library: Library, query: SdmxQuery): { context: Context; parts: Part[]; wanted: DataQuery } {
  const { context: type = "*", agency, id, version, key } = c.req.param() as Path;
  const context = contextOf(type);
  const wanted = parseDataQuery(query);
  const keys = parseKeys(key);
  const [agencies, ids] = [pathList("agencyID", agency), pathList("resourceID", id)];
  const isOurs = wantsOurVersion(version) && names(agencies, agencyOf(library.territory));
  const idOf = context === "dataflow" ? flowId : structureId;
  const datasets = [...library.datasets.values()].filter((dataset) => isOurs && names(ids, idOf(dataset)));
  if (datasets.length === 0) throw nowhere({ type: context, agency, id, version });
  const parts = datasets.map((dataset) => ({
    dataset,
    table: dataset.newest.table,
    rows: findRows(dataset.newest.table, keys, wanted),
  }));
  return { context, parts, wanted };
}

function contextOf(type: string): Context {
  if (type === "*") return "dataflow";
  if (type === "dataflow" || type === "datastructure") return type;
  if (type === "provisionagreement")
    throw new Refusal("not-implemented", "there are no provision agreements here: ask for dataflow or datastructure");
  throw invalid("context", `must be dataflow, datastructure, provisionagreement or *; got ${shown(type)}`);
}

/** `offset` and `limit` count observations, over all data sets in their order. */
function pageOf(parts: readonly Part[], { offset, limit = Number.POSITIVE_INFINITY }: DataQuery): Part[] {
  let before = 0;
  const cut = parts.map((part) => {
    const rows = part.rows.slice(Math.max(0, offset - before), Math.max(0, offset + limit - before));
    before += part.rows.length;
    return { ...part, rows };
  });
  return cut.filter(({ rows }) => rows.length > 0);
}

function countOf(parts: readonly Part[]): number {
  return parts.reduce((sum, { rows }) => sum + rows.length, 0);
}

function written(message: DataMessage, format: DataFormat): string {
  if (format.form === "csv") return dataCsv(message, format.labels, format.version);
  return format.form === "xml" ? dataMl(message) : dataJson(message, format.version);
}

/** The query's part of the address as it was sent. */
function searchOf(c: Request): string {
  const at = c.req.url.indexOf("?");
  return at < 0 ? "" : c.req.url.slice(at);
}

function nextLink(site: Site, c: Request, offset: number): string {
  const pairs = searchOf(c)
    .slice(1)
    .split("&")
    .filter((pair) => pair !== "" && !pair.startsWith("offset="));
  const next = addressOn(site, `${new URL(c.req.url).pathname}?${[...pairs, `offset=${offset}`].join("&")}`);
  return `<${next}>; rel="next"`;
}

/** There is no such agency, artefact, version or item: a fault, for not every client can read an answer of 204. */
function nowhere({ type = "*", agency = "*", id = "*", version = "*", item }: Path): Refusal {
  const named = `${type}=${agency}:${id}(${version})${item === undefined ? "" : `.${item}`}`;
  return absent("resourceID", "one that /sdmx/structure lists", named);
}

/** A key or a condition that selects nothing of what there is is no fault (SDMX REST: 204). */
function empty(c: Request): Response {
  // Nothing has no version that could be insisted on.
  isNotModified(c, null);
  return publicReply(null, 204, { "Cache-Control": SHORT, Vary: "Accept, Accept-Language" });
}

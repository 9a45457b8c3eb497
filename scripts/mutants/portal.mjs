/** Mutants of what the portal answers: formats, SDMX, negotiation, bounds. */

const HTTP = "src/portal/http.ts";
const HOT = "src/portal/hot.ts";
const CACHE = "src/portal/cache.ts";
const FILTER = "src/portal/sdmx/filter.ts";
const JSON_MESSAGE = "src/portal/sdmx/json.ts";
const FILES_TEST = "test/portal/files.test.ts";
const HTTP_TEST = "test/portal/http.test.ts";
const LIMITS_TEST = "test/portal/limits.test.ts";
const EXPORTS_TEST = "test/portal/exports.test.ts";
const FORMATS_TEST = "test/portal/formats.test.ts";
const QUERIES_TEST = "test/portal/sdmx/queries.test.ts";
const ML_TEST = "test/portal/sdmx/ml.test.ts";
const ML_DATA = "src/portal/sdmx/ml-data.ts";
const ML_STRUCTURE = "src/portal/sdmx/ml-structure.ts";
const ACCEPT = "src/portal/sdmx/accept.ts";
const STRUCTURES_TEST = "test/portal/sdmx/structures.test.ts";
const REFUSALS_TEST = "test/portal/refusals.test.ts";
const CONDITIONS_TEST = "test/portal/conditions.test.ts";
const CODING_TEST = "test/portal/coding.test.ts";
const OPENAPI_TEST = "test/portal/openapi.test.ts";

export const PORTAL = [
  {
    name: "portal: an answer known by heart is given in whatever language came first",
    edits: [[HOT, 'headers["accept-language"]', '"any"']],
    tests: [LIMITS_TEST],
  },
  {
    name: "portal: an answer known by heart is given to other methods",
    edits: [[HOT, 'method !== "GET" ||', "method === undefined ||"]],
    tests: [LIMITS_TEST],
  },
  {
    name: "portal: an answer known by heart is given whole to who asks for a part",
    edits: [[HOT, " || headers.range !== undefined", ""]],
    tests: [LIMITS_TEST],
  },
  {
    name: "portal: an answer is known by heart under another address than it was made for",
    edits: [
      [HOT, '|| !HOST.test(headers.host ?? "")', ""],
      [
        HOT,
        'return incoming?.url === url.slice(url.indexOf("/", url.indexOf("//") + 2)) ? incoming : undefined;',
        "return url === undefined ? undefined : incoming;",
      ],
    ],
    tests: [LIMITS_TEST],
  },
  {
    name: "portal: two codings share a tag",
    edits: [[HTTP, 'const etag = coding === "identity"', "const etag = coding !== undefined"]],
    tests: [HTTP_TEST],
  },
  {
    name: "portal: a range is of the compressed bytes",
    edits: [[HTTP, "body.forms?.coded && !hasRange(c)", "body.forms?.coded"]],
    tests: [EXPORTS_TEST],
  },
  {
    name: "portal: a part of another version is given",
    edits: [[HTTP, "condition === undefined || condition === etag", "condition !== etag || condition === etag"]],
    tests: [EXPORTS_TEST],
  },
  {
    name: "portal: a coding that the client refuses is sent",
    edits: [["src/portal/coding.ts", "wanted.get(coding) ?? star", "wanted.get(coding) || star || 0.1"]],
    tests: [HTTP_TEST],
  },
  {
    name: "portal: the cache has no bound",
    edits: [[CACHE, "if (held <= most) break;", "if (held > 0) break;"]],
    tests: [LIMITS_TEST],
  },
  {
    name: "portal: a failure is kept",
    edits: [[CACHE, ".finally(() => making.delete(name))", ""]],
    tests: [LIMITS_TEST],
  },
  {
    name: "portal: a file that changed under it is served",
    edits: [["src/portal/files.ts", "file.listed && found.sha256 !== file.listed.sha256", "file.listed === undefined"]],
    tests: [FILES_TEST],
  },
  {
    name: "portal: nobody is told to wait",
    edits: [["src/portal/rate.ts", "if (!refused) return undefined;", "if (refused !== null) return undefined;"]],
    tests: [LIMITS_TEST],
  },
  {
    name: "portal: an address of any length is read",
    edits: [["src/portal/app.ts", "if (length > bounds.address)", "if (length < 0)"]],
    tests: [LIMITS_TEST],
  },
  {
    name: "portal: an SDMX answer of any size is made",
    edits: [["src/portal/sdmx/handlers.ts", "if (given > bounds.observations)", "if (given < 0)"]],
    tests: [QUERIES_TEST],
  },
  {
    name: "portal: offset counts each data set anew",
    edits: [["src/portal/sdmx/handlers.ts", "skip = Math.max(0, skip - rows.length);", ""]],
    tests: [QUERIES_TEST],
  },
  {
    name: "portal: a withheld value is 0 in SDMX-JSON",
    edits: [[JSON_MESSAGE, "String(numberAt(table, id, row))", "String(numberAt(table, id, row) ?? 0)"]],
    tests: [FORMATS_TEST],
  },
  {
    name: "portal: a withheld value is 0 in SDMX-ML",
    edits: [[ML_DATA, "value = numberAt(table, id, row)", "value = numberAt(table, id, row) ?? 0"]],
    tests: [ML_TEST],
  },
  {
    name: "portal: SDMX-ML has codes that are no identifiers of SDMX",
    edits: [[ML_DATA, "xmlText(idIn(id, text))", "xmlText(text)"]],
    tests: [ML_TEST],
  },
  {
    name: "portal: a series of SDMX-ML stands in pieces",
    edits: [[ML_DATA, "if (cells) cells.push", "if (cells && row < 0) cells.push"]],
    tests: [ML_TEST],
  },
  {
    name: "portal: data sets of SDMX-ML are all of the first structure",
    edits: [[ML_DATA, "dataSetOf(input, part, i)", "dataSetOf(input, part, i * 0)"]],
    tests: [ML_TEST],
  },
  {
    name: "portal: SDMX-ML refers to what comes later",
    edits: [
      [ML_STRUCTURE, '  dataflow: ["Dataflows", "Dataflow"],\n', ""],
      [ML_STRUCTURE, "  codelist: [", '  dataflow: ["Dataflows", "Dataflow"],\n  codelist: ['],
    ],
    tests: [ML_TEST],
  },
  {
    name: "portal: a stub of SDMX-ML is whole",
    edits: [[ML_STRUCTURE, "full && body ?", "body ?"]],
    tests: [ML_TEST],
  },
  {
    name: "portal: some items of a scheme are all of it in SDMX-ML",
    edits: [[ML_STRUCTURE, "isPartial: String(only !== undefined)", 'isPartial: "false"']],
    tests: [ML_TEST],
  },
  {
    name: "portal: XML has characters that it cannot hold",
    edits: [
      ["src/portal/xml.ts", '\n    .replace(/[^\\t\\n\\r\\u0020-\\ud7ff\\ue000-\\ufffd\\u{10000}-\\u{10ffff}]/gu, "")', ""],
    ],
    tests: [ML_TEST],
  },
  {
    name: "portal: a name's ends of lines are lost in XML",
    edits: [["src/portal/xml.ts", "\"'\\t\\n\\r]/g", "\"']/g"]],
    tests: [ML_TEST],
  },
  {
    name: "portal: XML is given to who takes anything",
    edits: [[ACCEPT, "other.quality > one.quality", "other.quality >= one.quality"]],
    tests: [ML_TEST],
  },
  {
    name: "portal: SDMX-ML of any version is this one",
    edits: [[ACCEPT, "version === undefined ||", "version === undefined || ours === ML_VERSION ||"]],
    tests: [ML_TEST],
  },
  {
    name: "portal: who asks for XML is told of another type",
    edits: [
      [
        ACCEPT,
        'return names.map((type) => ({\n    format: { form: "xml", type }',
        'return names.map((type) => ({\n    format: { form: "xml", type: names[0] }',
      ],
    ],
    tests: [ML_TEST],
  },
  {
    name: "portal: two codes share an SDMX identifier",
    edits: [["src/portal/sdmx/ids.ts", "/[A-Za-z0-9_-]/", "/[A-Za-z0-9_$-]/"]],
    tests: [STRUCTURES_TEST],
  },
  {
    name: "portal: from a period on takes what ends in it",
    edits: [[FILTER, "return own.first >= bound.first;", "return own.last >= bound.first;"]],
    tests: [QUERIES_TEST],
  },
  {
    name: "portal: a cell without a value passes a filter of values",
    edits: [[FILTER, "return !Number.isNaN(value) && bounded.some(", "return bounded.some("]],
    tests: [QUERIES_TEST],
  },
  {
    name: "portal: and is or",
    edits: [
      [
        FILTER,
        "any.some((group) => group.every((one) => holds(value, one)))",
        "any.some((group) => group.some((one) => holds(value, one)))",
      ],
    ],
    tests: [QUERIES_TEST],
  },
  {
    name: "portal: a version from another one on is any version",
    edits: [["src/portal/sdmx/version.ts", "from !== null && i >= from && own > part", "from !== null && i >= from"]],
    tests: [QUERIES_TEST],
  },
  {
    name: "portal: an unknown parameter is passed over",
    edits: [["src/portal/sdmx/raw-query.ts", "component === undefined && !known.includes(name)", "component === name"]],
    tests: [QUERIES_TEST, OPENAPI_TEST],
  },
  {
    name: "portal: Parquet is one group of rows",
    edits: [["src/release/parquet.ts", "ROW_GROUP_SIZE ", "ROW_GROUP_SIZE 100"]],
    tests: ["test/release/row-groups.test.ts"],
  },
  {
    name: "portal: the names of addresses live as long as the process",
    edits: [["src/intake/rate.ts", "buckets.clear();", ""]],
    tests: ["test/intake/rate.test.ts"],
  },
  {
    name: "portal: a version insisted on is passed over",
    edits: [
      [
        "src/portal/conditions.ts",
        "insisted !== undefined && !namesExactly(insisted, etag)",
        "insisted === etag && etag === null",
      ],
    ],
    tests: [CONDITIONS_TEST],
  },
  {
    name: "portal: a weak tag names a version exactly",
    edits: [["src/portal/conditions.ts", "tag.trim() === etag)", 'tag.trim().replace("W/", "") === etag)']],
    tests: [CONDITIONS_TEST],
  },
  {
    name: "portal: an answer known by heart is given to who insists on another version",
    edits: [[HOT, ' || headers["if-match"] !== undefined', ""]],
    tests: [CONDITIONS_TEST],
  },
  {
    name: "portal: an empty answer is whatever version is insisted on",
    edits: [["src/portal/sdmx/handlers.ts", "  isHeld(c, null);\n", '  isHeld(c, c.req.header("If-Match") ?? null);\n']],
    tests: [CONDITIONS_TEST],
  },
  {
    name: "portal: what JavaScript reads as a number is one",
    edits: [["src/portal/whole.ts", "/^\\d{1,9}$/.test(text)", 'text !== ""']],
    tests: [REFUSALS_TEST],
  },
  {
    name: "portal: a filter takes what JavaScript reads as a number",
    edits: [[FILTER, "DECIMAL.test(value) && ", ""]],
    tests: [REFUSALS_TEST],
  },
  {
    name: "portal: a refusal is in zod's words",
    edits: [["src/portal/params.ts", "boundOf(issue)}", "issue.message}"]],
    tests: [REFUSALS_TEST, OPENAPI_TEST],
  },
  {
    name: "portal: a release that is not there is refused by no name",
    edits: [["src/portal/handlers.ts", 'release(pin, "release")', "release(pin)"]],
    tests: [REFUSALS_TEST],
  },
  {
    name: "portal: a refused Accept has no name",
    edits: [["src/portal/refusals.ts", '[{ parameter: "Accept", detail }]', "[]"]],
    tests: [REFUSALS_TEST, OPENAPI_TEST],
  },
  {
    name: "portal: a dialect is taken by any format",
    edits: [["src/portal/handlers.ts", 'dialect !== undefined && format !== "csv"', 'dialect !== undefined && format === "shp"']],
    tests: [EXPORTS_TEST],
  },
  {
    name: "portal: two dialects share a file's name",
    edits: [["src/portal/exports.ts", 'dialect === "rfc4180" ? EXPORTS', 'dialect !== "" ? EXPORTS']],
    tests: [EXPORTS_TEST],
  },
  {
    name: "portal: what is packed is compressed again",
    edits: [["src/portal/coding.ts", "!PACKED.some((one) => head.startsWith(one))", "head !== PACKED.join()"]],
    tests: [CODING_TEST],
  },
  {
    name: "portal: a kind of problem is named from the root of the host",
    edits: [["src/portal/problems.ts", "site.url ?? site.path", '"/"']],
    tests: [LIMITS_TEST],
  },
];

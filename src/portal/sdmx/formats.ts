import { invalidParameter, mediaType, notAcceptable, quoted } from "../params.ts";
import { isVersion } from "./query.ts";

/** Versions of SDMX-JSON and SDMX-CSV, newest first: those of SDMX 3.1 and of SDMX 3.0. */
export const MESSAGE_VERSIONS = ["2.1.0", "2.0.0"] as const;
export type MessageVersion = (typeof MESSAGE_VERSIONS)[number];
/** The version of SDMX-ML: that of SDMX 3.0, the newest with published schemas and with programs that read it. */
const ML_VERSION = "3.0.0";
const LABELS = ["id", "name", "both"] as const;
/** How SDMX-CSV writes codes: alone, with names in columns of their own, or as `code: name`. */
export type CsvLabels = (typeof LABELS)[number];

const VENDOR = "application/vnd.sdmx";
export const DATA_JSON = `${VENDOR}.data+json`;
const DATA_CSV = `${VENDOR}.data+csv`;
export const STRUCTURE_JSON = `${VENDOR}.structure+json`;
/**
 * SDMX-ML is sent as the media type that the client asked for: its own, or that of plain XML for programs that know no other.
 */
const mlTypes = (kind: string) => [`${VENDOR}.${kind}+xml;version=${ML_VERSION}`, "application/xml", "text/xml"];
export const DATA_ML = mlTypes("data");
export const STRUCTURE_ML = mlTypes("structure");

export function csvType(labels: CsvLabels = "id", version: MessageVersion = MESSAGE_VERSIONS[0]): string {
  return `${DATA_CSV};version=${version};labels=${labels}`;
}

/** How a message is written, and the media type that it is sent as. */
type StructureFormat =
  | { readonly form: "json"; readonly type: string; readonly version: MessageVersion }
  | { readonly form: "xml"; readonly type: string };
export type DataFormat =
  | StructureFormat
  | { readonly form: "csv"; readonly type: string; readonly version: MessageVersion; readonly labels: CsvLabels };

const json = (type: string) =>
  MESSAGE_VERSIONS.map((version) => ({ form: "json" as const, type: `${type};version=${version}`, version }));
const xml = (types: readonly string[]) => types.map((type) => ({ form: "xml" as const, type }));
/** In order of preference: of formats that a client accepts equally, the first is sent. */
const STRUCTURE_FORMATS: readonly StructureFormat[] = [...json(STRUCTURE_JSON), ...xml(STRUCTURE_ML)];
const DATA_FORMATS: readonly DataFormat[] = [
  ...json(DATA_JSON),
  ...MESSAGE_VERSIONS.flatMap((version) =>
    LABELS.map((labels) => ({ form: "csv" as const, type: csvType(labels, version), version, labels })),
  ),
  ...xml(DATA_ML),
];

/**
 * Values of the parameter `format`, an extension of SDMX REST for clients that cannot set a header: the standard's names and
 * Eurostat's.
 */
export const DATA_NAMES: Readonly<Record<string, string>> = {
  jsondata: DATA_JSON,
  csvdata: DATA_CSV,
  structurespecificdata: `${VENDOR}.data+xml`,
  json: DATA_JSON,
  "sdmx-csv": DATA_CSV,
  csvfilewithlabels: `${DATA_CSV};labels=both`,
};
export const STRUCTURE_NAMES: Readonly<Record<string, string>> = {
  structure: `${VENDOR}.structure+xml`,
  json: STRUCTURE_JSON,
};
/** The form of a `formatVersion`. */
export const FORMAT_VERSION = /^[1-9]\d?(\.\d{1,2}){0,2}$/;

/** The formats of one kind of message, and their names in the query. */
interface Formats<F> {
  readonly formats: readonly F[];
  readonly names: Readonly<Record<string, string>>;
}
export const DATA: Formats<DataFormat> = { formats: DATA_FORMATS, names: DATA_NAMES };
export const STRUCTURE: Formats<StructureFormat> = { formats: STRUCTURE_FORMATS, names: STRUCTURE_NAMES };

/**
 * The format that the client prefers. The parameter `format` overrides the header Accept, which browsers set by themselves.
 *
 * @throws Refusal `not-acceptable`, `invalid-parameter`
 */
export function chooseFormat<F extends DataFormat>(
  { formats, names }: Formats<F>,
  header: string | undefined,
  parameters: ReadonlyMap<string, string>,
): F {
  const accept = requestedTypes(header, parameters, names);
  const types = formats.map(({ type }) => type) as [string, string, ...string[]];
  const type = mediaType(accept && withExactVersions(accept, types), types, offerOf(types));
  return formats.find((format) => format.type === type) as F;
}

function requestedTypes(
  header: string | undefined,
  parameters: ReadonlyMap<string, string>,
  names: Formats<DataFormat>["names"],
) {
  const [format, version] = [parameters.get("format"), parameters.get("formatVersion")];
  if (version !== undefined && !FORMAT_VERSION.test(version))
    throw invalidParameter("formatVersion", `must be a version such as ${MESSAGE_VERSIONS[0]}; got ${quoted(version)}`);
  if (format === undefined) return header;
  const name = format.toLowerCase();
  if (!Object.hasOwn(names, name)) throw notAcceptable(`be one of ${Object.keys(names).join(", ")}`, format, "format");
  return version === undefined ? names[name] : `${names[name]};version=${version}`;
}

/**
 * Rewrites an Accept header for plain negotiation of media types: a version range (`2+.0.0`) becomes our newest version in it,
 * and parameters of SDMX-CSV with default values are removed.
 */
function withExactVersions(accept: string, types: readonly string[]): string {
  const exact = (member: string) => {
    const [type = "", ...parameters] = member.split(";");
    const ours = types.filter((one) => one.startsWith(`${type.trim().toLowerCase()};version=`));
    const nonDefault = parameters.filter((parameter) => !/^\s*(timeFormat\s*=\s*original|keys\s*=\s*none)\s*$/i.test(parameter));
    const versioned = nonDefault.map((parameter) => {
      const requested = /^\s*version\s*=\s*"?([^"\s]+)"?\s*$/i.exec(parameter)?.[1] ?? "";
      const newest = ours.map((one) => one.split(/[;=]/)[2] ?? "").find((version) => isVersion(requested, version));
      return newest === undefined ? parameter : `version=${newest}`;
    });
    return [type, ...versioned].join(";");
  };
  return accept.split(",").map(exact).join(",");
}

/** The types as a refusal lists them, with all versions and labels of a type in one text. */
function offerOf(types: readonly string[]): string[] {
  const versions = `;version=${MESSAGE_VERSIONS.join("|")}`;
  const labels = `;labels=${LABELS.join("|")}`;
  return [...new Set(types.map((type) => type.replace(/;version=2\.\d\.0/, versions).replace(/;labels=\w+/, labels)))];
}

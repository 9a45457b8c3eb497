import { mediaType } from "../negotiate.ts";
import { invalid, notAcceptable, shown } from "../refusals.ts";
import type { RawQuery } from "./raw-query.ts";
import { isVersion } from "./version.ts";

/** Of SDMX-JSON and SDMX-CSV messages, the newest first: after SDMX 3.1 and SDMX 3.0. */
export const MESSAGE_VERSIONS = ["2.1.0", "2.0.0"] as const;
export type MessageVersion = (typeof MESSAGE_VERSIONS)[number];
export const MESSAGE_VERSION = MESSAGE_VERSIONS[0];
/** Of SDMX-ML messages, after SDMX 3.0: the newest that has schemas and that programs read. */
const ML_VERSION = "3.0.0";
export const DATA_JSON = "application/vnd.sdmx.data+json";
export const DATA_CSV = "application/vnd.sdmx.data+csv";
export const STRUCTURE_JSON = "application/vnd.sdmx.structure+json";
const DATA_XML = "application/vnd.sdmx.data+xml";
const STRUCTURE_XML = "application/vnd.sdmx.structure+xml";
export const DATA_ML = namesOfMl(DATA_XML);
export const STRUCTURE_ML = namesOfMl(STRUCTURE_XML);

/** What a client may ask of SDMX-CSV beside its version; the first is what it gets unasked. */
const CSV_OPTIONS = {
  labels: ["id", "name", "both"],
  timeFormat: ["original", "normalized"],
  keys: ["none", "obs", "series", "both"],
} as const;

export interface CsvOptions {
  readonly labels: (typeof CSV_OPTIONS.labels)[number];
  readonly timeFormat: (typeof CSV_OPTIONS.timeFormat)[number];
  readonly keys: (typeof CSV_OPTIONS.keys)[number];
}

export const PLAIN_CSV: CsvOptions = { labels: "id", timeFormat: "original", keys: "none" };

/** How a message is written, and the media type under which it is sent. */
export type StructureFormat =
  | { readonly form: "json"; readonly type: string; readonly version: MessageVersion }
  | { readonly form: "xml"; readonly type: string };
export type DataFormat =
  | StructureFormat
  | { readonly form: "csv"; readonly type: string; readonly version: MessageVersion; readonly options: CsvOptions };

/** Every format that there is, by its media type, ours first on a tie: SDMX-JSON, SDMX-CSV, SDMX-ML. */
const DATA_FORMATS: ReadonlyMap<string, DataFormat> = byType([...jsonFormats(DATA_JSON), ...csvFormats(), ...mlFormats(DATA_ML)]);
const STRUCTURE_FORMATS: ReadonlyMap<string, StructureFormat> = byType([
  ...jsonFormats(STRUCTURE_JSON),
  ...mlFormats(STRUCTURE_ML),
]);

/** The versions of a media type, for ranges of them; `1.0` in another type is nothing to these. */
const VERSIONS: Readonly<Record<string, readonly string[]>> = {
  [DATA_JSON]: MESSAGE_VERSIONS,
  [DATA_CSV]: MESSAGE_VERSIONS,
  [STRUCTURE_JSON]: MESSAGE_VERSIONS,
  [DATA_XML]: [ML_VERSION],
  [STRUCTURE_XML]: [ML_VERSION],
};

/** How `formatVersion` writes a version. */
export const FORMAT_VERSION = /^[1-9]\d?(\.\d{1,2}){0,2}$/;

/** Values of `format`, the extension of SDMX REST that clients append who cannot set a header, and what they say in one. */
export const DATA_NAMES: Readonly<Record<string, string>> = {
  jsondata: DATA_JSON,
  csvdata: DATA_CSV,
  structurespecificdata: DATA_XML,
  // As Eurostat and the .Stat Suite call them.
  json: DATA_JSON,
  "sdmx-csv": DATA_CSV,
  csvfilewithlabels: `${DATA_CSV};labels=both`,
};
export const STRUCTURE_NAMES: Readonly<Record<string, string>> = { structure: STRUCTURE_XML, json: STRUCTURE_JSON };

/** The format of a data message that the client likes best. @throws Refusal `not-acceptable` */
export function dataFormat(header: string | undefined, { plain }: RawQuery): DataFormat {
  const named = [DATA_JSON, csvOptionsText(), ...DATA_ML].map(withVersions);
  return chosen(DATA_FORMATS, wanted(header, plain, DATA_NAMES), named);
}

/** The format of a structure message. @throws Refusal `not-acceptable` */
export function structureFormat(header: string | undefined, { plain }: RawQuery): StructureFormat {
  return chosen(STRUCTURE_FORMATS, wanted(header, plain, STRUCTURE_NAMES), [withVersions(STRUCTURE_JSON), ...STRUCTURE_ML]);
}

/**
 * What is asked for as an Accept header: a `format` of the address goes before the header, which a browser sets by itself.
 *
 * @throws Refusal `not-acceptable`, `invalid-parameter`
 */
function wanted(
  header: string | undefined,
  plain: RawQuery["plain"],
  names: Readonly<Record<string, string>>,
): string | undefined {
  const [format, version] = [plain.get("format"), plain.get("formatVersion")];
  if (version !== undefined && !FORMAT_VERSION.test(version))
    throw invalid("formatVersion", `must be a version such as ${MESSAGE_VERSION}; got ${shown(version)}`);
  if (format === undefined) return header;
  const name = format.toLowerCase();
  if (!Object.hasOwn(names, name)) throw notAcceptable(`be one of ${Object.keys(names).join(", ")}`, format, "format");
  return version === undefined ? names[name] : `${names[name]};version=${version}`;
}

function chosen<F>(formats: ReadonlyMap<string, F>, header: string | undefined, named: readonly string[]): F {
  const types = [...formats.keys()] as [string, string, ...string[]];
  return formats.get(mediaType(header === undefined ? undefined : withExactVersions(header), types, named)) as F;
}

/**
 * The same header with the newest version that we have in place of each range of versions (`2+.0.0`, `3.0.0+`), which the
 * standard knows and negotiation of media types does not.
 */
function withExactVersions(header: string): string {
  return header
    .split(",")
    .map((member) => {
      const [type = "", ...parameters] = member.split(";");
      const ours = VERSIONS[type.trim().toLowerCase()] ?? [];
      const exact = parameters.map((parameter) => {
        const asked = /^\s*version\s*=\s*"?([^"\s]+)"?\s*$/i.exec(parameter)?.[1];
        const held = asked === undefined ? undefined : ours.find((one) => isVersion(asked, one));
        return held === undefined ? parameter : `version=${held}`;
      });
      return [type, ...exact].join(";");
    })
    .join(",");
}

function byType<F extends { readonly type: string }>(formats: readonly F[]): ReadonlyMap<string, F> {
  return new Map(formats.map((format) => [format.type, format]));
}

function jsonFormats(type: string): StructureFormat[] {
  return MESSAGE_VERSIONS.map((version) => ({ form: "json", type: `${type};version=${version}`, version }));
}

/** SDMX-ML has three names, and is sent under the one that is liked best: its own on a tie. */
function mlFormats(names: readonly string[]): StructureFormat[] {
  return names.map((type) => ({ form: "xml", type }));
}

function csvFormats(): DataFormat[] {
  const { labels, timeFormat, keys } = CSV_OPTIONS;
  const options = labels.flatMap((l) => timeFormat.flatMap((t) => keys.map((k) => ({ labels: l, timeFormat: t, keys: k }))));
  return MESSAGE_VERSIONS.flatMap((version) =>
    options.map((one): DataFormat => ({ form: "csv", type: csvType(one, version), version, options: one })),
  );
}

/** Its own name, and what clients call it that know only that they read XML. */
function namesOfMl(own: string): readonly string[] {
  return [`${own};version=${ML_VERSION}`, "application/xml", "text/xml"];
}

/** The media type of an answer in SDMX-CSV, with what was asked for. */
export function csvType({ labels, timeFormat, keys }: CsvOptions, version: MessageVersion = MESSAGE_VERSION): string {
  return `${DATA_CSV};version=${version};labels=${labels};timeFormat=${timeFormat};keys=${keys}`;
}

/** As a refusal names a type that has several versions. */
function withVersions(type: string): string {
  return type.includes("version=") || !type.includes("vnd.sdmx") ? type : `${type};version=${MESSAGE_VERSIONS.join("|")}`;
}

function csvOptionsText(): string {
  const options = Object.entries(CSV_OPTIONS).map(([name, values]) => `${name}=${values.join("|")}`);
  return `${DATA_CSV};version=${MESSAGE_VERSIONS.join("|")};${options.join(";")}`;
}

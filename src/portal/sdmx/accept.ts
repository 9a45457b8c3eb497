import { type Preference, preferences } from "../negotiate.ts";
import { notAcceptable } from "../refusals.ts";
import { isVersion } from "./version.ts";

/** Of SDMX-JSON and SDMX-CSV messages, after SDMX 3.1. */
export const MESSAGE_VERSION = "2.1.0";
/** Of SDMX-ML messages, after SDMX 3.0: the newest that has schemas and that programs read. */
const ML_VERSION = "3.0.0";
export const DATA_JSON = "application/vnd.sdmx.data+json";
export const DATA_CSV = "application/vnd.sdmx.data+csv";
export const STRUCTURE_JSON = "application/vnd.sdmx.structure+json";
export const DATA_ML = namesOfMl("application/vnd.sdmx.data+xml");
export const STRUCTURE_ML = namesOfMl("application/vnd.sdmx.structure+xml");

/** What a client may ask of SDMX-CSV beside its version; the first is what it gets unasked. */
export const CSV_OPTIONS = {
  labels: ["id", "name", "both"],
  timeformat: ["original", "normalized"],
  keys: ["none", "obs", "series", "both"],
} as const;

export interface CsvOptions {
  readonly labels: (typeof CSV_OPTIONS.labels)[number];
  readonly timeformat: (typeof CSV_OPTIONS.timeformat)[number];
  readonly keys: (typeof CSV_OPTIONS.keys)[number];
}

/** How a message is written, and the media type under which it is sent. */
export type StructureFormat = { readonly form: "json" | "xml"; readonly type: string };
export type DataFormat = StructureFormat | { readonly form: "csv"; readonly type: string; readonly options: CsvOptions };

const PLAIN: CsvOptions = { labels: "id", timeformat: "original", keys: "none" };
const ANY: Preference = { value: "*/*", parameters: new Map(), quality: 1 };

interface Offer<Format> {
  readonly format: Format;
  readonly quality: number;
}

/** The format of a data message that the client likes best: on a tie SDMX-JSON, then SDMX-CSV. @throws Refusal `not-acceptable` */
export function dataFormat(header: string | undefined): DataFormat {
  const wanted = accepted(header);
  const offers = [jsonOffer(DATA_JSON, wanted), ...csvOffers(wanted), ...mlOffers(DATA_ML, wanted)];
  return best<DataFormat>(offers, header, [typeOf(DATA_JSON), csvOptionsText(), ...DATA_ML]);
}

/** The format of a structure message, SDMX-JSON on a tie. @throws Refusal `not-acceptable` */
export function structureFormat(header: string | undefined): StructureFormat {
  const wanted = accepted(header);
  const offers = [jsonOffer(STRUCTURE_JSON, wanted), ...mlOffers(STRUCTURE_ML, wanted)];
  return best(offers, header, [typeOf(STRUCTURE_JSON), ...STRUCTURE_ML]);
}

function best<Format>(offers: readonly Offer<Format>[], header: string | undefined, types: readonly string[]): Format {
  const found = offers.reduce((one, other) => (other.quality > one.quality ? other : one));
  if (found.quality <= 0) throw notAcceptable(types, header ?? "");
  return found.format;
}

function accepted(header: string | undefined): Preference[] {
  return header === undefined || header.trim() === "" ? [ANY] : preferences(header);
}

function jsonOffer(type: string, wanted: readonly Preference[]): Offer<StructureFormat> {
  return { format: { form: "json", type: typeOf(type) }, quality: qualityOf(type, wanted, MESSAGE_VERSION) };
}

/** SDMX-ML has three names, and is sent under the one that is liked best: its own on a tie. */
function mlOffers(names: readonly string[], wanted: readonly Preference[]): Offer<StructureFormat>[] {
  return names.map((type) => ({
    format: { form: "xml", type },
    quality: qualityOf(type.split(";")[0] as string, wanted, ML_VERSION),
  }));
}

function csvOffers(wanted: readonly Preference[]): Offer<DataFormat>[] {
  const offer = (options: CsvOptions, quality: number) =>
    ({ format: { form: "csv", type: csvType(options), options }, quality }) as const;
  const asked = wanted.filter((one) => one.value === DATA_CSV);
  if (asked.length === 0) return [offer(PLAIN, qualityOf(DATA_CSV, wanted, MESSAGE_VERSION))];
  return asked.flatMap((one) => {
    const options = fitsVersion(one, MESSAGE_VERSION) ? csvOptions(one) : null;
    return options ? [offer(options, one.quality)] : [];
  });
}

/** The most specific range that fits decides (RFC 9110, 12.5.1). */
function qualityOf(type: string, wanted: readonly Preference[], version: string): number {
  const exact = wanted.filter((one) => one.value === type);
  if (exact.length > 0) return Math.max(0, ...exact.filter((one) => fitsVersion(one, version)).map((one) => one.quality));
  const family = `${type.split("/")[0]}/*`;
  return wanted.find((one) => one.value === family)?.quality ?? wanted.find((one) => one.value === "*/*")?.quality ?? 0;
}

function fitsVersion({ parameters }: Preference, ours: string): boolean {
  const version = parameters.get("version");
  return version === undefined || isVersion(version, ours) === true;
}

function csvOptions({ parameters }: Preference): CsvOptions | null {
  const options: Record<string, string> = { ...PLAIN };
  for (const [name, values] of Object.entries(CSV_OPTIONS)) {
    const asked = parameters.get(name);
    if (asked === undefined) continue;
    if (!(values as readonly string[]).includes(asked)) return null;
    options[name] = asked;
  }
  return options as unknown as CsvOptions;
}

function typeOf(json: string): string {
  return `${json};version=${MESSAGE_VERSION}`;
}

/** Its own name, and what clients call it that know only that they read XML. */
function namesOfMl(own: string): readonly string[] {
  return [`${own};version=${ML_VERSION}`, "application/xml", "text/xml"];
}

/** The media type of an answer in SDMX-CSV, with what was asked for. */
export function csvType({ labels, timeformat, keys }: CsvOptions): string {
  return `${DATA_CSV};version=${MESSAGE_VERSION};labels=${labels};timeFormat=${timeformat};keys=${keys}`;
}

function csvOptionsText(): string {
  const options = Object.entries(CSV_OPTIONS).map(([name, values]) => `${name}=${values.join("|")}`);
  return `${DATA_CSV};version=${MESSAGE_VERSION};${options.join(";")}`;
}

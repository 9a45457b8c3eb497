import { type Preference, preferences } from "../negotiate.ts";
import { notAcceptable } from "../refusals.ts";
import { isVersion } from "./version.ts";

/** Of SDMX-JSON and SDMX-CSV messages, after SDMX 3.1. */
export const MESSAGE_VERSION = "2.1.0";
export const DATA_JSON = "application/vnd.sdmx.data+json";
export const DATA_CSV = "application/vnd.sdmx.data+csv";
export const STRUCTURE_JSON = "application/vnd.sdmx.structure+json";

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

export type DataFormat =
  | { readonly type: typeof DATA_JSON; readonly options: null }
  | { readonly type: typeof DATA_CSV; readonly options: CsvOptions };

const PLAIN: CsvOptions = { labels: "id", timeformat: "original", keys: "none" };

/** The format of a data message that the client likes best, SDMX-JSON first on a tie. @throws Refusal `not-acceptable` */
export function dataFormat(header: string | undefined): DataFormat {
  const json: DataFormat = { type: DATA_JSON, options: null };
  const wanted = accepted(header);
  if (wanted.length === 0) return json;
  const csv = wanted.filter((one) => one.value === DATA_CSV);
  const best = { json: qualityOf(DATA_JSON, wanted, fitsVersion), csv: -1, options: PLAIN };
  for (const one of csv) {
    const options = fitsVersion(one) ? csvOptions(one) : null;
    if (options && one.quality > best.csv) [best.csv, best.options] = [one.quality, options];
  }
  if (csv.length === 0) best.csv = qualityOf(DATA_CSV, wanted, fitsVersion);
  if (best.json <= 0 && best.csv <= 0) throw notAcceptable([`${DATA_JSON};version=${MESSAGE_VERSION}`, csvOffer()], header ?? "");
  return best.json >= best.csv ? json : { type: DATA_CSV, options: best.options };
}

/** Does the client take the one format of structures? @throws Refusal `not-acceptable` */
export function acceptStructure(header: string | undefined): void {
  const wanted = accepted(header);
  if (wanted.length > 0 && qualityOf(STRUCTURE_JSON, wanted, fitsVersion) <= 0)
    throw notAcceptable([`${STRUCTURE_JSON};version=${MESSAGE_VERSION}`], header ?? "");
}

function accepted(header: string | undefined): Preference[] {
  return header === undefined || header.trim() === "" ? [] : preferences(header);
}

/** The most specific range that fits decides (RFC 9110, 12.5.1). */
function qualityOf(type: string, wanted: readonly Preference[], fits: (one: Preference) => boolean): number {
  const exact = wanted.filter((one) => one.value === type);
  if (exact.length > 0) return Math.max(0, ...exact.filter(fits).map((one) => one.quality));
  return wanted.find((one) => one.value === "application/*")?.quality ?? wanted.find((one) => one.value === "*/*")?.quality ?? 0;
}

function fitsVersion({ parameters }: Preference): boolean {
  const version = parameters.get("version");
  return version === undefined || isVersion(version, MESSAGE_VERSION) === true;
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

/** The media type of an answer in SDMX-CSV, with what was asked for. */
export function csvType({ labels, timeformat, keys }: CsvOptions): string {
  return `${DATA_CSV};version=${MESSAGE_VERSION};labels=${labels};timeFormat=${timeformat};keys=${keys}`;
}

function csvOffer(): string {
  const options = Object.entries(CSV_OPTIONS).map(([name, values]) => `${name}=${values.join("|")}`);
  return `${DATA_CSV};version=${MESSAGE_VERSION};${options.join(";")}`;
}

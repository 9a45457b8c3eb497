import { Refusal } from "../../contract/problem.ts";
import {
  DROPPED,
  type FileReport,
  type HouseholdFile,
  IDENTIFIERS,
  PARTIAL,
  readHouseholdFile,
  readHouseholdFiles,
  revealedBy,
  UNREAD,
} from "../../importers/index.ts";
import { loadHouseholdFile } from "../household-file.ts";
import { DONATION, donationOf, refuseWithoutDonation } from "../to-donation.ts";
import { columns, type Verb, type VerbInput } from "../verb.ts";

const DEFAULT_ZONE = "Europe/Paris";
/** Tells how far a file is, each time that it is another tenth further on: small ones are done before that. */
const LARGE = 10_000_000;

export const read: Verb = {
  words: "<files...>",
  options: {
    "time-zone": { type: "string", value: "ZONE", help: "time zone of a file that does not state one", default: DEFAULT_ZONE },
    together: { type: "boolean", help: "read the files as one, such as an export split by week" },
    ...DONATION,
  },
  run: async (input) => {
    refuseWithoutDonation(input);
    const timeZone = input.options["time-zone"] ?? DEFAULT_ZONE;
    const many = input.words.length > 1;
    const files: HouseholdFile[] = [];
    for (const [i, path] of input.words.entries()) files.push(await numbered(many, i, () => loadHouseholdFile(path)));
    const reports: FileReport[] = [];
    if (input.flags.together) reports.push(await readHouseholdFiles(files, { timeZone, ...progressOf(files, input) }));
    else
      for (const [i, file] of files.entries())
        reports.push(await numbered(many, i, () => readHouseholdFile(file, { timeZone, ...progressOf([file], input) })));
    const text = reports.map((report, i) => textOf(report, reports.length > 1 ? `file ${i + 1}: ` : "")).join("\n\n");
    if (input.flags["to-donation"]) {
      input.progress(text);
      const donation = donationOf(input, reports);
      return { json: donation, text: JSON.stringify(donation) };
    }
    return {
      json: reports.length === 1 ? reports[0] : reports,
      text,
    };
  },
};

/** A refusal says which of several files it is about, by its number: names of such files hold meters' numbers. */
async function numbered<T>(many: boolean, i: number, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!many || !(error instanceof Refusal)) throw error;
    throw new Refusal(error.code, `file ${i + 1}: ${error.message}`, error.faults);
  }
}

function progressOf(files: readonly { readonly bytes: Uint8Array }[], { progress }: VerbInput) {
  if (files.reduce((sum, { bytes }) => sum + bytes.length, 0) < LARGE) return {};
  let told = 0;
  return {
    onProgress: (done: number, total: number) => {
      const tenth = Math.floor((10 * done) / total);
      if (tenth > told) progress(`${10 * tenth} % read`);
      told = Math.max(told, tenth);
    },
  };
}

/** What a report says to people. No identifier's value is in it, for none is in the report. */
function textOf(report: FileReport, prefix: string): string {
  const identifiers = report.identifiers.map(({ kind, count }) => `${IDENTIFIERS[kind].en}: ${count}`);
  const unread = report.unread.map(
    ({ entry, in: where, at, reason }) => `  ${entry === undefined ? "" : `file ${entry}, `}${where} ${at}: ${UNREAD[reason].en}`,
  );
  const more = report.unreadTotal - report.unread.length;
  return [
    `${prefix}${report.variant}, ${report.points} points${report.estimated > 0 ? `, ${report.estimated} of them estimated` : ""}`,
    readingsTable(report),
    ...report.partial.map(
      ({ domain, measure, period, reason, covered, expected }) =>
        `${domain}.${measure} ${period} is not kept: ${PARTIAL[reason].en}${covered === null ? "" : ` (${percent(covered, expected)} is there)`}`,
    ),
    ...report.dropped.map(({ what, count }) => `left out: ${DROPPED[what].en}: ${count}`),
    ...(unread.length === 0 ? [] : [`not read: ${report.unreadTotal}`, ...unread]),
    ...(more > 0 ? [`  and ${more} more`] : []),
    `identifiers found, which go nowhere: ${identifiers.length === 0 ? "none" : identifiers.join("; ")}`,
    revealedBy(report).en,
    `what would be contributed: ${report.readings.length} whole numbers`,
  ].join("\n");
}

function percent(part: number, whole: number): string {
  return `${Math.floor((100 * part) / whole)} %`;
}

function readingsTable({ readings }: FileReport): string {
  if (readings.length === 0) return "no whole month";
  const rows = readings.map(({ domain, measure, period, amount, unit, estimated, missing }) => [
    `${domain}.${measure}`,
    period,
    `${amount} ${unit}`,
    [estimated ? "partly estimated" : "", missing === undefined ? "" : `${missing} minutes are missing`]
      .filter(Boolean)
      .join(", "),
  ]);
  return columns(rows);
}

import { Refusal, refusalOf } from "../../contract/problem.ts";
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
import { columns, flag, lines, makeVerb, text, withDefault } from "../verb.ts";

/** Size in bytes from which progress is shown, at each tenth of a file. */
const LARGE = 10_000_000;

export const read = makeVerb({
  words: "<files...>",
  options: {
    timeZone: withDefault("Europe/Paris", text("ZONE", "time zone of a file that does not state one")),
    measure: text("MEASURE", "what a table of one's own is of, where its title does not say: domain.measure"),
    together: flag("read the files as one, such as an export split by week"),
    ...DONATION,
  },
  run: async (input) => {
    const { words: paths, timeZone, measure, progress } = input;
    refuseWithoutDonation(input);
    const readOptions = { timeZone, ...(measure === undefined ? {} : { measure }) };
    const files: HouseholdFile[] = [];
    for (const [i, path] of paths.entries()) files.push(await numbered(paths, i, () => loadHouseholdFile(path)));
    const reports: FileReport[] = [];
    if (input.together) reports.push(await readHouseholdFiles(files, { ...readOptions, ...progressOf(files, progress) }));
    else
      for (const [i, file] of files.entries()) {
        const options = { ...readOptions, ...progressOf([file], progress) };
        reports.push(await numbered(paths, i, () => readHouseholdFile(file, options)));
      }
    const text = reports.map((report, i) => textOf(report, reports.length > 1 ? `file ${i + 1}: ` : "")).join("\n\n");
    if (!input.toDonation) return { json: reports.length === 1 ? reports[0] : reports, text };
    progress(text);
    const donation = donationOf(input, reports);
    return { json: donation, text: JSON.stringify(donation) };
  },
});

/** Adds a file's number to a refusal where there are several files. Not its name, which may contain a meter's number. */
async function numbered<T>({ length }: readonly string[], i: number, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (length === 1) throw error;
    const { code, message, faults } = refusalOf(error);
    throw new Refusal(code, `file ${i + 1}: ${message}`, faults);
  }
}

function progressOf(files: readonly HouseholdFile[], progress: (line: string) => void) {
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

/** The report as text. It shows no identifier, since the report contains none. */
function textOf(report: FileReport, prefix: string): string {
  const { variant, points, estimated, readings, partial, dropped, unread, unreadTotal } = report;
  const identifiers = report.identifiers.map(({ kind, count }) => `${IDENTIFIERS[kind].en}: ${count}`);
  return lines(
    `${prefix}${variant}, ${points} points${estimated > 0 ? `, ${estimated} of them estimated` : ""}`,
    readings.length === 0
      ? "no whole month"
      : columns(
          readings.map(({ domain, measure, period, amount, unit, estimated, missing }) => [
            `${domain}.${measure}`,
            period,
            `${amount} ${unit}`,
            [estimated ? "partly estimated" : "", missing === undefined ? "" : `${missing} minutes are missing`]
              .filter(Boolean)
              .join(", "),
          ]),
        ),
    partial.map(({ domain, measure, period, reason, covered, expected }) => {
      const part = covered === null ? "" : ` (${Math.floor((100 * covered) / expected)} % is there)`;
      return `${domain}.${measure} ${period} is not kept: ${PARTIAL[reason].en}${part}`;
    }),
    dropped.map(({ what, count }) => `left out: ${DROPPED[what].en}: ${count}`),
    unread.length > 0 && `not read: ${unreadTotal}`,
    unread.map(({ entry, in: where, at, reason }) => {
      return `  ${entry === undefined ? "" : `file ${entry}, `}${where} ${at}: ${UNREAD[reason].en}`;
    }),
    unreadTotal > unread.length && `  and ${unreadTotal - unread.length} more`,
    `identifiers found, which go nowhere: ${identifiers.length === 0 ? "none" : identifiers.join("; ")}`,
    revealedBy(report).en,
    `what would be contributed: ${readings.length} whole numbers`,
  );
}

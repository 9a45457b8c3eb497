import { readFileSync } from "node:fs";
import { ATTRIBUTE_NAMES, ATTRIBUTES } from "../contract/attributes.ts";
import type { DonationInput } from "../contract/donation.ts";
import { Refusal } from "../contract/problem.ts";
import { contributedReading, firstOfEach } from "../importers/contributed-reading.ts";
import type { FileReport } from "../importers/index.ts";
import { parseDonation } from "../intake/index.ts";
import { flag, needed, type OptionTable, text, UsageError, type VerbInput } from "./verb.ts";

/** Options for facts that only the household knows, and no supplier's file contains. */
const ABOUT_HOUSEHOLD = {
  area: text("CODE", "with --to-donation (required): the household's area, a leaf of the territory"),
  consent: text("FILE", "with --to-donation (required): the consent that the household gave, as JSON"),
};
const CLASSES = Object.fromEntries(
  ATTRIBUTE_NAMES.map((name) => [name, text("CLASS", `with --to-donation: ${ATTRIBUTES[name].join(", ")}`)]),
);

/** Options of `read` that turn the file's months into a donation. */
export const DONATION = {
  toDonation: flag(
    'print one donation for "voisinage donate"; the report goes to standard error. All files must be one household\'s',
  ),
  ...ABOUT_HOUSEHOLD,
  ...(CLASSES as Record<(typeof ATTRIBUTE_NAMES)[number], (typeof ABOUT_HOUSEHOLD)["area"]>),
} satisfies OptionTable;

type DonationInputs = VerbInput<typeof DONATION>;

/** @throws UsageError where required facts are missing, or are given without `--to-donation` */
export function refuseWithoutDonation(input: DonationInputs): void {
  if (input.toDonation) {
    for (const name of ["area", "consent"] as const)
      if (input[name] === undefined)
        throw new UsageError(`--${name} is needed with --to-donation: no file says it, and it is not made up`);
    return;
  }
  const extra = (["area", "consent", ...ATTRIBUTE_NAMES] as const).find((name) => input[name] !== undefined);
  if (extra !== undefined) throw new UsageError(`--${extra.replaceAll("_", "-")} goes with --to-donation`);
}

/**
 * One household's donation, of everything in its files that the consent covers. Where two files have the same measure and period,
 * the first one counts.
 *
 * @throws Refusal `nothing-left`, `no-consent`, `invalid-json`, `invalid-donation`
 */
export function donationOf(input: DonationInputs, reports: readonly FileReport[]): DonationInput {
  const consent = readConsent(needed("consent", input.consent));
  const readings = firstOfEach(reports.flatMap((report) => report.readings));
  if (readings.length === 0) throw new Refusal("nothing-left", "no file holds a whole month: there is nothing to donate");
  const household = Object.fromEntries(
    (["area", ...ATTRIBUTE_NAMES] as const).flatMap((name) => (input[name] === undefined ? [] : [[name, input[name]]])),
  );
  const donation = { household, consent, readings: readings.map(contributedReading) };
  const { domains } = parseDonation(donation).consent;
  const covered = donation.readings.filter(({ domain }) => domains.includes(domain));
  const others = [...new Set(readings.map(({ domain }) => domain))].filter((domain) => !domains.includes(domain));
  if (covered.length === 0)
    throw new Refusal(
      "no-consent",
      `the consent must name ${others.join(", ")}, of which the readings are; it names ${domains.join(", ")}`,
    );
  if (others.length > 0) input.progress(`left out, for the consent does not name it: ${others.join(", ")}`);
  return { ...donation, readings: covered } as DonationInput;
}

function readConsent(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new Refusal("not-found", `the consent ${file} cannot be read: ${(error as NodeJS.ErrnoException).code}`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal("invalid-json", `the consent ${file} is not JSON`);
  }
}

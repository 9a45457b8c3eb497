import { readFileSync } from "node:fs";
import { ATTRIBUTE_NAMES, ATTRIBUTES } from "../contract/attributes.ts";
import type { DonationInput } from "../contract/donation.ts";
import { Refusal } from "../contract/problem.ts";
import type { FileReport } from "../importers/index.ts";
import { contributedReading, firstOfEach } from "../importers/sent.ts";
import { parseDonation } from "../intake/index.ts";
import { type OptionHelp, required, UsageError, type VerbInput } from "./verb.ts";

const optionOf = (attribute: string): string => attribute.replaceAll("_", "-");

/** What a household tells about itself, and no file of its supplier does. */
const HOUSEHOLD: Readonly<Record<string, OptionHelp>> = {
  area: {
    type: "string",
    value: "CODE",
    help: "with --to-donation (required): the household's area, a leaf of the territory",
  },
  consent: {
    type: "string",
    value: "FILE",
    help: "with --to-donation (required): the consent that the household gave, as JSON",
  },
  ...Object.fromEntries(
    ATTRIBUTE_NAMES.map((name): [string, OptionHelp] => [
      optionOf(name),
      { type: "string", value: "CLASS", help: `with --to-donation: ${ATTRIBUTES[name].join(", ")}` },
    ]),
  ),
};

/** Options of `read` that make a donation of what was read. */
export const DONATION: Readonly<Record<string, OptionHelp>> = {
  "to-donation": {
    type: "boolean",
    help: 'print one donation for "voisinage donate"; the report goes to standard error. All files must be one household\'s',
  },
  ...HOUSEHOLD,
};

/** @throws UsageError where what makes a donation is lacking, or nobody asked for one */
export function refuseWithoutDonation(input: VerbInput): void {
  if (input.flags["to-donation"]) {
    for (const name of ["area", "consent"] as const)
      if (input.options[name] === undefined)
        throw new UsageError(`--${name} is needed with --to-donation: no file says it, and it is not made up`);
    return;
  }
  const extra = Object.keys(HOUSEHOLD).find((name) => input.options[name] !== undefined);
  if (extra !== undefined) throw new UsageError(`--${extra} goes with --to-donation`);
}

/**
 * The donation of one household, of all that its files hold and its consent covers; of two files that give the same measure
 * and period, the first one's counts.
 *
 * @throws Refusal `nothing-left`, `no-consent`, `invalid-json`, `invalid-donation`
 */
export function donationOf(input: VerbInput, reports: readonly FileReport[]): DonationInput {
  const consent = readConsent(required(input, "consent"));
  const readings = firstOfEach(reports.flatMap((report) => report.readings));
  if (readings.length === 0) throw new Refusal("nothing-left", "no file holds a whole month: there is nothing to donate");
  const household = Object.fromEntries(
    ["area", ...ATTRIBUTE_NAMES].flatMap((name) => {
      const value = input.options[optionOf(name)];
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
  const whole = { household, consent, readings: readings.map(contributedReading) };
  const { domains } = parseDonation(whole).consent;
  const covered = whole.readings.filter(({ domain }) => domains.includes(domain));
  const others = [...new Set(readings.map(({ domain }) => domain))].filter((domain) => !domains.includes(domain));
  if (covered.length === 0)
    throw new Refusal(
      "no-consent",
      `the consent must name ${others.join(", ")}, of which the readings are; it names ${domains.join(", ")}`,
    );
  if (others.length > 0) input.progress(`left out, for the consent does not name it: ${others.join(", ")}`);
  return { ...whole, readings: covered } as DonationInput;
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

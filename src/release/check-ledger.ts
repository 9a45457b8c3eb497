import type { LedgerEntry, Manifest, PrivacyReport } from "../contract/manifest.ts";
import type { Finding } from "./finding.ts";
import { addFractions, compareFractions, type Fraction, formatFraction, parseFraction, ZERO } from "./fraction.ts";
import { canonicalHash } from "./hash.ts";

const FILE = "privacy-report.json";

/** Does the report's ledger hold together, and do its debits add up to what the manifest says was spent? */
export function ledgerFindings(manifest: Manifest, report: PrivacyReport): Finding[] {
  const findings: Finding[] = [];
  const say = (promise: string, detail: string) => findings.push({ file: FILE, promise, detail });
  const { ledger } = report;
  let previous = "0".repeat(64);
  for (const [i, { hash, ...entry }] of ledger.entries()) {
    if (entry.seq !== i + 1) say("ledger chain", `entry ${i + 1} carries the number ${entry.seq}`);
    if (entry.previous !== previous) say("ledger chain", `entry ${entry.seq} does not follow the one before it`);
    if (canonicalHash(entry) !== hash) say("ledger chain", `entry ${entry.seq} was changed after it was written`);
    previous = hash;
  }
  if (manifest.ledger_head !== previous) say("ledger chain", "its last entry is not the manifest's ledger_head");

  const debits = ledger.filter((entry) => entry.kind === "debit");
  const own = debits.filter((entry) => entry.publication === manifest.id);
  if (own.length !== 1) say("ledger", `${manifest.id} has ${own.length} debits; expected 1`);
  if (own[0] && own[0].year !== manifest.year) say("ledger", `the debit is of ${own[0].year}, the release of ${manifest.year}`);

  const years = [...new Set(debits.map((entry) => entry.year))];
  const sums = [
    ["this release's rho", worstRho(own), manifest.privacy.this_release.rho],
    ["the year's rho", worstRho(debits.filter((entry) => entry.year === manifest.year)), manifest.privacy.year.rho],
    [
      "the lifetime's rho",
      years.map((year) => worstRho(debits.filter((entry) => entry.year === year))).reduce(addFractions, ZERO),
      manifest.privacy.lifetime.rho,
    ],
  ] as const;
  for (const [what, sum, said] of sums) {
    if (compareFractions(sum, parseFraction(said)) !== 0)
      say("budget", `${what} is ${formatFraction(sum)} by the ledger; the manifest says ${said}`);
  }
  const { year, epsilon_allowed, delta_allowed } = manifest.privacy;
  if (year.epsilon > epsilon_allowed) say("budget", `the year's epsilon is ${year.epsilon}; allowed ${epsilon_allowed}`);
  if (year.delta > delta_allowed * (1 + 1e-12)) say("budget", `the year's delta is ${year.delta}; allowed ${delta_allowed}`);
  return [...findings, ...reportFindings(manifest, report)];
}

/** Does the report speak of the same release as the manifest? */
function reportFindings({ id, settings, year, privacy }: Manifest, report: PrivacyReport): Finding[] {
  const pairs = [
    ["release", report.release, id],
    ["k", report.k, settings.k],
    ["year", report.year.year, year],
    ["year.rho", report.year.rho, privacy.year.rho],
    ["year.epsilon", report.year.epsilon, privacy.year.epsilon],
    ["year.epsilon_allowed", report.year.epsilon_allowed, privacy.epsilon_allowed],
    ["lifetime.rho", report.lifetime.rho, privacy.lifetime.rho],
    ["this_release.rho", report.this_release.rho, privacy.this_release.rho],
  ] as const;
  return pairs
    .filter(([, said, expected]) => said !== expected)
    .map(([what, said, expected]) => ({
      file: FILE,
      promise: "report",
      detail: `${what} is ${said}; the manifest says ${expected}`,
    }));
}

/** What the worst household has paid: of each publication its `streams` dearest measures, added up. */
function worstRho(debits: readonly LedgerEntry[]): Fraction {
  return debits
    .map(({ charges, streams }) =>
      Object.values(charges)
        .map(({ rho }) => parseFraction(rho))
        .sort((a, b) => compareFractions(b, a))
        .slice(0, streams)
        .reduce(addFractions, ZERO),
    )
    .reduce(addFractions, ZERO);
}

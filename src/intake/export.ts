import { ATTRIBUTE_NAMES, type Household } from "../contract/attributes.ts";
import { consentText } from "../contract/consent.ts";
import { type CsvDialect, type CsvValue, csvText, EXCEL_FR, RFC4180 } from "../contract/csv.ts";
import type { Reading } from "../contract/donation.ts";
import { toBase, UNITS } from "../contract/units.ts";
import { measureRef } from "../domains/index.ts";
import { type ContributionView, readingNameOf } from "../vault/index.ts";
import { EXPORT_NOTE, FORMER_HOME_NOTE, FORMER_VALUE_NOTE, PAST_STAYS_NOTE } from "./notice.ts";
import { inPieces, isMadeAsRead } from "./pieces.ts";
import { CONSENT, HOUSEHOLD, READING } from "./rows.ts";

/**
 * A reading with its amount in the display unit, or in the base unit where converting back would not give the same amount.
 *
 * @param currency the currency's code, as donations name it
 */
function displayedReading({ domain, measure, period, amount, source }: Reading, currency: string) {
  const unit = measureRef(domain, measure)?.measure.unit;
  const value = unit && amount / Number(UNITS[unit].factor);
  if (unit === undefined || value === undefined || toBase(value, unit) !== amount)
    return { domain, measure, period, value: amount, unit: unit ? UNITS[unit].base : "base unit", source };
  return { domain, measure, period, value, unit: unit === "currency" ? currency : unit, source };
}

/** The attributes that the household stated: unknown ones are left out, as in a donation. */
function statedAttributes(household: Household): Record<string, string> {
  const stated = ATTRIBUTE_NAMES.filter((name) => household[name] !== "unknown").map((name) => [name, household[name]]);
  return { area: household.area, ...Object.fromEntries(stated) };
}

/** The content of an export. Its lists may be iterable only once, or generated while they are read. */
type ExportedContribution = Omit<ContributionView, "consents">;

interface ExportOptions {
  readonly currency: string;
  readonly now: Date;
  /** of the CSV; by default RFC 4180 */
  readonly dialect?: CsvDialect;
}

/**
 * Everything held of a contribution, as the fields of a JSON document. Lists are written item by item, in the order of the
 * fields.
 *
 * `donations` has the donations as they would be sent: sent again in this order, under a new key, they make the same
 * contribution. If the donation with the consent in force was emptied by a correction or erased by retention, that consent comes
 * last, without readings. Such a donation is refused when sent; but without it, the older consents would bring back what it took
 * back. `history` has the month of receipt and of erasure of each donation, and the household and consent of emptied ones.
 */
export function exportFields(
  { paused, objection, consent: governs, covers, household, readings, unused, donations, years }: ExportedContribution,
  { currency, now }: ExportOptions,
): Readonly<Record<string, unknown>> {
  const history: object[] = [];
  const units: Record<string, string> = {};
  function* donationsToSend() {
    let hasGoverning = false;
    for (const { received, erased_from, readings, household, consent } of donations) {
      const isEmptied = readings.length === 0;
      const emptied = isEmptied ? { emptied: { household: statedAttributes(household), consent } } : {};
      history.push({ received, erased_from, ...emptied });
      for (const { domain, measure } of readings) {
        const unit = measureRef(domain, measure)?.measure.unit;
        if (unit !== undefined) units[`${domain}.${measure}`] = UNITS[unit].base;
      }
      if (isEmptied) continue;
      hasGoverning ||= consentText(consent) === consentText(governs);
      yield {
        household: statedAttributes(household),
        consent,
        readings: readings.map((reading) => displayedReading(reading, currency)),
      };
    }
    if (!hasGoverning) yield { household: statedAttributes(household), consent: governs, readings: [] };
  }
  return {
    format: "voisinage/contribution/1",
    about: EXPORT_NOTE,
    exported_at: now.toISOString(),
    paused,
    objection,
    consent: governs,
    covers,
    household: statedAttributes(household),
    readings,
    unused,
    years: years.map((one) => ({ ...one, household: statedAttributes(one.household) })),
    donations: donationsToSend(),
    // Filled while `donations`, the field before them, is read, so that the donations are read once.
    history,
    units,
    notice: PAST_STAYS_NOTE,
  };
}

/** The export as one object, with its lists in memory. */
export function exportJson(held: ExportedContribution, options: ExportOptions): Readonly<Record<string, unknown>> {
  const fields = Object.entries(exportFields(held, options));
  return Object.fromEntries(fields.map(([name, value]) => [name, isMadeAsRead(value) ? [...value] : value]));
}

const COLUMNS = ["household", ...HOUSEHOLD, ...CONSENT, ...READING, "received", "erased_from", "replaced", "note"] as const;

/** Donations that are read at once, before others are served. */
const AT_ONCE = 64;

/** The number of the newest donation that has each reading, by its name. Its texts are empty: each is a pause. */
function* newestOf(donations: ExportedContribution["donations"]): Generator<string, Map<string, number>> {
  const newest = new Map<string, number>();
  let number = 0;
  for (const { readings } of donations) {
    number += 1;
    for (const reading of readings) newest.set(readingNameOf(reading), number);
    if (number % AT_ONCE === 0) yield "";
  }
  return newest;
}

function* csvTexts(
  { donations, household: now }: ExportedContribution,
  { currency, dialect = RFC4180 }: ExportOptions,
): Generator<string> {
  yield csvText([COLUMNS], dialect);
  const home = JSON.stringify(statedAttributes(now));
  // Names of columns are English; whoever asks for a French spreadsheet's form reads French.
  const lang = dialect === EXCEL_FR ? "fr" : "en";
  const newest = yield* newestOf(donations);
  let number = 0;
  for (const { household, consent, received, erased_from, readings } of donations) {
    number += 1;
    const stated = statedAttributes(household);
    const isHome = JSON.stringify(stated) === home;
    const head = {
      ...stated,
      household: number,
      consent_version: consent.version,
      purposes: consent.purposes.join(";"),
      consent_domains: consent.domains.join(";"),
      adult: consent.adult,
      guardian: consent.guardian,
      given_at: consent.given_at,
      received,
      erased_from,
    };
    for (const reading of readings) {
      const replaced = newest.get(readingNameOf(reading)) !== number;
      const notes = [...(replaced ? [FORMER_VALUE_NOTE] : []), ...(isHome ? [] : [FORMER_HOME_NOTE])];
      const note = notes.length === 0 ? null : notes.map((one) => one[lang]).join(" ");
      const shown = displayedReading(reading, currency);
      const row: Readonly<Record<string, CsvValue>> = { ...head, ...shown, replaced, note };
      yield csvText([COLUMNS.map((name) => row[name])], { ...dialect, mark: false });
    }
  }
}

/**
 * CSV (RFC 4180) in pieces: one row for each reading, in the canonical form of tables, where `household` numbers the donations.
 * `replaced` is true of a former value, which counts no more and is kept as long as what it came with. `note` says so in words, and
 * of a home that was described anew since: whoever opens the file in a spreadsheet has nothing else to go by.
 */
export function csvPieces(held: ExportedContribution, options: ExportOptions): Generator<string> {
  return inPieces(csvTexts(held, options));
}

/** The CSV as one text. */
export function exportCsv(held: ExportedContribution, options: ExportOptions): string {
  return [...csvPieces(held, options)].join("");
}

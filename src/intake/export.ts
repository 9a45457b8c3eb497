import { ATTRIBUTE_NAMES, type Household } from "../contract/attributes.ts";
import { consentText } from "../contract/consent.ts";
import { type CsvValue, csvText } from "../contract/csv.ts";
import type { Reading } from "../contract/donation.ts";
import { toBase, UNITS } from "../contract/units.ts";
import { measureRef } from "../domains/index.ts";
import type { ContributionView } from "../vault/index.ts";
import { PAST_STANDS } from "./notice.ts";
import { inPieces, isMadeAsRead } from "./pieces.ts";
import { CONSENT, HOUSEHOLD, READING } from "./rows.ts";

/**
 * The amount in the unit that people read, or in the base unit where that would not come back as the same amount.
 *
 * @param currency as donations name it
 */
function given({ domain, measure, period, amount, source }: Reading, currency: string) {
  const unit = measureRef(domain, measure)?.measure.unit;
  const value = unit && amount / Number(UNITS[unit].factor);
  if (unit === undefined || value === undefined || toBase(value, unit) !== amount)
    return { domain, measure, period, value: amount, unit: unit ? UNITS[unit].base : "base unit", source };
  return { domain, measure, period, value, unit: unit === "currency" ? currency : unit, source };
}

/** Unknown attributes are left out, as in a donation. */
function told(household: Household): Record<string, string> {
  const known = ATTRIBUTE_NAMES.filter((name) => household[name] !== "unknown").map((name) => [name, household[name]]);
  return { area: household.area, ...Object.fromEntries(known) };
}

/** The content of an export. Its lists may be iterable once or made while they are read. */
type ExportedContribution = Omit<ContributionView, "consents">;

interface ExportOptions {
  readonly currency: string;
  readonly now: Date;
}

/**
 * All that is held of a contribution, for machines; lists are written item by item, in the order of the fields. `donations`
 * has donations as they are sent: sent again in this order, under a new contribution key, they make the same contribution. If
 * the donation of the governing consent was emptied by a correction or erased by retention, that consent stands last without
 * readings: it is refused when sent, but without it the others would bring back what it took back. `history` says when each
 * donation came in and when it is erased, and has household and consent of emptied ones.
 */
export function exportFields(
  { paused, objection, consent: governs, covers, household, readings, unused, donations, years }: ExportedContribution,
  { currency, now }: ExportOptions,
): Readonly<Record<string, unknown>> {
  const history: object[] = [];
  function* sent() {
    let hasGoverning = false;
    for (const { received, erased_from, readings, household, consent } of donations) {
      const isEmptied = readings.length === 0;
      const emptied = isEmptied ? { emptied: { household: told(household), consent } } : {};
      history.push({ received, erased_from, ...emptied });
      if (isEmptied) continue;
      hasGoverning ||= consentText(consent) === consentText(governs);
      yield { household: told(household), consent, readings: readings.map((reading) => given(reading, currency)) };
    }
    if (!hasGoverning) yield { household: told(household), consent: governs, readings: [] };
  }
  return {
    format: "voisinage/contribution/1",
    exported_at: now.toISOString(),
    paused,
    objection,
    consent: governs,
    covers,
    household,
    readings,
    unused,
    years,
    donations: sent(),
    // Filled while the donations before it are read, so that these are read once.
    history,
    notice: PAST_STANDS,
  };
}

/** The same at once. */
export function exportJson(held: ExportedContribution, options: ExportOptions): Readonly<Record<string, unknown>> {
  const fields = Object.entries(exportFields(held, options));
  return Object.fromEntries(fields.map(([name, value]) => [name, isMadeAsRead(value) ? [...value] : value]));
}

const COLUMNS = ["household", ...HOUSEHOLD, ...CONSENT, ...READING, "received", "erased_from"] as const;

function* csvTexts({ donations }: ExportedContribution, currency: string): Generator<string> {
  yield csvText([COLUMNS]);
  let number = 0;
  for (const { household, consent, received, erased_from, readings } of donations) {
    number += 1;
    const head = {
      ...told(household),
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
      const row: Readonly<Record<string, CsvValue>> = { ...head, ...given(reading, currency) };
      yield csvText([COLUMNS.map((name) => row[name])]);
    }
  }
}

/** One row a reading, in the canonical form of tables; `household` numbers the donations. RFC 4180. In pieces. */
export function csvPieces(held: ExportedContribution, { currency }: ExportOptions): Generator<string> {
  return inPieces(csvTexts(held, currency));
}

/** The same at once. */
export function exportCsv(held: ExportedContribution, options: ExportOptions): string {
  return [...csvPieces(held, options)].join("");
}

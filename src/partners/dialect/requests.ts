import { z } from "zod";
import { Refusal } from "../../contract/problem.ts";
import { quoted } from "../../contract/shown.ts";
import { invalidField, parseInForm } from "./dialect.ts";

/** The header that names the contributor, for programs that cannot add a field to the body. */
export const CONTRIBUTOR_HEADER = "Contributor-Pseudonym";

/**
 * A pseudonym. The minimum length makes it random rather than a name, and the characters allowed exclude mail addresses,
 * telephone numbers with signs and names with spaces: the commons wants no identities.
 */
const PSEUDONYM = /^[A-Za-z0-9_-]{16,128}$/;

const measureName = z.string().min(1).max(100);
const name = z.string().max(100);
const contributor = z.unknown().optional();
const group = z.unknown().optional();
const measureSchema = z.strictObject({
  measureName,
  value: z.number(),
  startDate: z.string().max(40),
  // The device that measured; not used, so not kept.
  createdBy: name.optional(),
  aggregationPeriod: name.nullish(),
  group1: group,
  group2: group,
  group3: group,
  groups: group,
  contributor,
  consent: z.record(z.string(), z.unknown()).optional(),
  household: z.record(z.string(), z.unknown()).optional(),
});

/** A measure that matches the schema of either dialect; groups and units are read later. */
export type SentMeasure = ReturnType<typeof parseMeasure>;

/**
 * @param header the contributor named in the header
 * @throws Refusal `invalid-parameter`, `no-contributor`
 */
export function parseMeasure(input: unknown, header: string | undefined) {
  const { startDate, createdBy: _, aggregationPeriod: __, ...rest } = parseInForm(measureSchema, input);
  return { ...rest, month: monthOf(startDate), contributor: pseudonym(rest.contributor, header) };
}

/**
 * Reads which contribution to erase. The request may not ask for less, since all of it is erased.
 *
 * @throws Refusal `invalid-parameter`, `no-contributor`
 */
export function parseErasure(input: unknown, header: string | undefined): string {
  return pseudonym(parseInForm(z.strictObject({ contributor }), input).contributor, header);
}

/** The month that begins on this day. */
function monthOf(startDate: string): string {
  const month = /^(\d{4}-(?:0[1-9]|1[0-2]))-01$/.exec(startDate)?.[1];
  if (month !== undefined) return month;
  const bound = "must be the first day of a month, YYYY-MM-01, whose total the value is";
  throw invalidField("startDate", `${bound}; got ${JSON.stringify(startDate)}`);
}

/** The contributor's pseudonym. It is personal, so no refusal quotes it. */
function pseudonym(field: unknown, header: string | undefined): string {
  if (field !== undefined && field !== null && header !== undefined && field !== header)
    throw invalidField("contributor", `must be the same in the body and in ${CONTRIBUTOR_HEADER}`);
  const given = field ?? header;
  if (given === undefined || given === null) {
    throw new Refusal(
      "no-contributor",
      `a measure must say whose it is, by the field "contributor" or the header ${CONTRIBUTOR_HEADER}: contributors are counted, not measures`,
    );
  }
  if (typeof given === "string" && PSEUDONYM.test(given)) return given;
  const received = typeof given === "string" ? `${given.length} characters` : `a ${typeof given}`;
  throw invalidField("contributor", `must be a made-up name of 16 to 128 of A-Z, a-z, 0-9, _ and -; got ${received}`);
}

/** A day, or an ISO 8601 instant, which programs send that have no type for days. */
const date = z.union([z.iso.date(), z.iso.datetime({ offset: true, local: true })], "must be YYYY-MM-DD, or an ISO 8601 instant");

const querySchema = z.strictObject({ measureName, startDate: date, endDate: date, createdBy: name.optional() });

export type AggregateQuery = ReturnType<typeof parseAggregateQuery>;

/**
 * Reads a query for aggregates. It can only name whole measures and times: groups are not filters, and there are no wildcards.
 *
 * @param createdBy the only name under which aggregates are made
 * @returns times in milliseconds since 1970-01-01 UTC: `from` inclusive, `until` exclusive
 * @throws Refusal `invalid-parameter`
 */
export function parseAggregateQuery(input: unknown, createdBy: string) {
  const query = parseInForm(querySchema, input);
  if (query.createdBy !== undefined && query.createdBy !== createdBy) {
    const bound = `must be ${createdBy} or left out: aggregates are of all contributors together`;
    throw invalidField("createdBy", `${bound}; got ${quoted(query.createdBy)}`);
  }
  return { measureName: query.measureName, from: instant(query.startDate), until: instant(query.endDate) };
}

/** Milliseconds of a time; without a zone it is UTC. */
function instant(text: string): number {
  return Date.parse(/T/.test(text) && !/(Z|[+-]\d\d:?\d\d)$/i.test(text) ? `${text}Z` : text);
}

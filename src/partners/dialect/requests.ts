import { z } from "zod";
import { Refusal } from "../../contract/problem.ts";
import { quoted } from "../../contract/shown.ts";
import { inForm, invalidField } from "./dialect.ts";

/** The header that names the contributor, for programs that cannot add a field. */
export const CONTRIBUTOR_HEADER = "Contributor-Pseudonym";

/**
 * Long enough to be made up, and of an alphabet in which a mail address, a telephone number with its signs or a name
 * with spaces is refused: the commons wants no identity.
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
  // The device that made it is not used, and so not kept.
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

/** A measure in its form, of either dialect; groups and units are read later. */
export type SentMeasure = ReturnType<typeof parseMeasure>;

/**
 * @param header what the header says of the contributor
 * @throws Refusal `invalid-parameter`, `no-contributor`
 */
export function parseMeasure(input: unknown, header: string | undefined) {
  const { startDate, createdBy: _, aggregationPeriod: __, ...rest } = inForm(measureSchema, input);
  return { ...rest, month: monthOf(startDate), contributor: pseudonym(rest.contributor, header) };
}

/**
 * Reads which contribution is to be erased: the request may ask nothing else, for all of it goes.
 *
 * @throws Refusal `invalid-parameter`, `no-contributor`
 */
export function parseErasure(input: unknown, header: string | undefined): string {
  return pseudonym(inForm(z.strictObject({ contributor }), input).contributor, header);
}

/** The month that begins on a day. */
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
  const was = typeof given === "string" ? `${given.length} characters` : `a ${typeof given}`;
  throw invalidField("contributor", `must be a made-up name of 16 to 128 of A-Z, a-z, 0-9, _ and -; got ${was}`);
}

/** A day, or an instant as `Date.toISOString()` writes it: programs that name no date send these. */
const date = z.union([z.iso.date(), z.iso.datetime({ offset: true, local: true })], "must be YYYY-MM-DD, or an ISO 8601 instant");

const querySchema = z.strictObject({ measureName, startDate: date, endDate: date, createdBy: name.optional() });

export type AggregateQuery = ReturnType<typeof parseAggregateQuery>;

/**
 * A query of aggregates. It can only name whole measures and times: groups are no predicates, and wildcards do not exist.
 *
 * @param createdBy the one name under which aggregates are made
 * @returns times in milliseconds since 1970-01-01 UTC: `from` inclusive, `until` exclusive
 * @throws Refusal `invalid-parameter`
 */
export function parseAggregateQuery(input: unknown, createdBy: string) {
  const query = inForm(querySchema, input);
  if (query.createdBy !== undefined && query.createdBy !== createdBy) {
    const bound = `must be ${createdBy} or left out: aggregates are of all contributors together`;
    throw invalidField("createdBy", `${bound}; got ${quoted(query.createdBy)}`);
  }
  return { measureName: query.measureName, from: instant(query.startDate), until: instant(query.endDate) };
}

/** A time without a zone is UTC's. */
function instant(text: string): number {
  return Date.parse(/T/.test(text) && !/(Z|[+-]\d\d:?\d\d)$/i.test(text) ? `${text}Z` : text);
}

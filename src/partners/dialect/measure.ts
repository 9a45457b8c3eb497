import { z } from "zod";
import { Refusal } from "../../contract/problem.ts";
import { inForm } from "./body.ts";
import { invalid } from "./errors.ts";

/** The header that names the contributor, for programs that cannot add a field. */
export const CONTRIBUTOR_HEADER = "Contributor-Pseudonym";

/**
 * Long enough to be made up, and of an alphabet in which a mail address, a telephone number with its signs or a name
 * with spaces is refused: the commons wants no identity.
 */
const PSEUDONYM = /^[A-Za-z0-9_-]{16,128}$/;

const group = z.unknown().optional();
const measureSchema = z.strictObject({
  measureName: z.string().min(1).max(100),
  value: z.number(),
  startDate: z.string().max(40),
  // What made it is not used, and so not kept.
  createdBy: z.string().max(100).optional(),
  aggregationPeriod: z.string().max(100).nullish(),
  group1: group,
  group2: group,
  group3: group,
  groups: group,
  contributor: z.unknown().optional(),
  consent: z.record(z.string(), z.unknown()).optional(),
  household: z.record(z.string(), z.unknown()).optional(),
});

/** A measure in its form, of either dialect; groups and units are read later. */
export interface SentMeasure {
  readonly measureName: string;
  readonly value: number;
  /** `YYYY-MM` */
  readonly month: string;
  readonly contributor: string;
  readonly consent?: Record<string, unknown> | undefined;
  readonly household?: Record<string, unknown> | undefined;
  readonly group1?: unknown;
  readonly group2?: unknown;
  readonly group3?: unknown;
  readonly groups?: unknown;
}

/**
 * @param header what the header says of the contributor
 * @throws Refusal `invalid-parameter`, `no-contributor`
 */
export function parseMeasure(input: unknown, header: string | undefined): SentMeasure {
  const { startDate, contributor, createdBy: _, aggregationPeriod: __, ...rest } = inForm(measureSchema, input);
  return { ...rest, month: monthOf(startDate), contributor: pseudonym(contributor, header) };
}

/**
 * Whose contribution is to be erased: nothing else may stand in the request, for all of it goes.
 *
 * @throws Refusal `invalid-parameter`, `no-contributor`
 */
export function parseErasure(input: unknown, header: string | undefined): string {
  return pseudonym(inForm(z.strictObject({ contributor: z.unknown().optional() }), input).contributor, header);
}

/** The month that begins on a day. */
function monthOf(startDate: string): string {
  const month = /^(\d{4}-(?:0[1-9]|1[0-2]))-01$/.exec(startDate)?.[1];
  if (month === undefined)
    throw invalid(
      "startDate",
      `must be the first day of a month, YYYY-MM-01, whose total the value is; got ${JSON.stringify(startDate)}`,
    );
  return month;
}

/** A refusal never shows it. */
function pseudonym(field: unknown, header: string | undefined): string {
  if (field !== undefined && header !== undefined && field !== header)
    throw invalid("contributor", `must be the same in the body and in ${CONTRIBUTOR_HEADER}`);
  const given = field ?? header;
  if (given === undefined || given === null) {
    throw new Refusal(
      "no-contributor",
      `a measure must say whose it is, by the field "contributor" or the header ${CONTRIBUTOR_HEADER}: contributors are counted, not measures`,
    );
  }
  if (typeof given === "string" && PSEUDONYM.test(given)) return given;
  const was = typeof given === "string" ? `${given.length} characters` : `a ${typeof given}`;
  throw invalid("contributor", `must be a made-up name of 16 to 128 of A-Z, a-z, 0-9, _ and -; got ${was}`);
}

import { z } from "zod";
import { shown } from "../../contract/shown.ts";
import { inForm } from "./body.ts";
import { invalid } from "./errors.ts";

/** A day, or an instant as `Date.toISOString()` writes it: programs that name no date send these. */
const date = z.union([z.iso.date(), z.iso.datetime({ offset: true, local: true })], "must be YYYY-MM-DD, or an ISO 8601 instant");

const querySchema = z.strictObject({
  measureName: z.string().min(1).max(100),
  startDate: date,
  endDate: date,
  createdBy: z.string().max(100).optional(),
});

export interface AggregateQuery {
  readonly measureName: string;
  /** milliseconds since 1970-01-01 UTC, inclusive */
  readonly from: number;
  /** exclusive */
  readonly until: number;
}

/**
 * What is asked of aggregates. Nothing but whole measures and times can be: no group is a predicate, nothing is a wildcard.
 *
 * @param createdBy the one name under which aggregates are made
 * @throws Refusal `invalid-parameter`
 */
export function parseQuery(input: unknown, createdBy: string): AggregateQuery {
  const asked = inForm(querySchema, input);
  if (asked.createdBy !== undefined && asked.createdBy !== createdBy) {
    throw invalid(
      "createdBy",
      `must be ${createdBy} or left out: aggregates are of all contributors together; got ${shown(asked.createdBy)}`,
    );
  }
  return { measureName: asked.measureName, from: instant(asked.startDate), until: instant(asked.endDate) };
}

/** A time without a zone is UTC's. */
function instant(text: string): number {
  return Date.parse(/T/.test(text) && !/(Z|[+-]\d\d:?\d\d)$/i.test(text) ? `${text}Z` : text);
}

// What a refusal says to a program. It needs the whole list of codes. The pages read files with the code that refuses and show none
// of that list, so it stays out of what they load.
import type { Fault, Refusal } from "./problem.ts";
import { PROBLEMS } from "./problem-codes.ts";

/** RFC 9457 problem details, as sent. */
export interface ProblemDetails {
  /** `/problems/` and the code. */
  readonly type: string;
  /** What the code means, the same each time. */
  readonly title: string;
  /** The HTTP status. */
  readonly status: number;
  /** What was wrong this time, with the bound and the value. */
  readonly detail: string;
  /** Path of the request. */
  readonly instance?: string;
  /** Each fault, where it sits. */
  readonly errors?: readonly Fault[];
}

/** The HTTP status that servers answer with. */
export function statusOf({ code }: Refusal): number {
  return PROBLEMS[code].status;
}

/**
 * Makes the body of an HTTP answer.
 *
 * @param instance the path of the request; it never carries a query or a body's value
 */
export function problemOf(refusal: Refusal, instance?: string): ProblemDetails {
  const { title, status } = PROBLEMS[refusal.code];
  return {
    type: `/problems/${refusal.code}`,
    title,
    status,
    detail: refusal.message,
    ...(instance !== undefined && { instance }),
    ...(refusal.faults.length > 0 && { errors: refusal.faults }),
  };
}

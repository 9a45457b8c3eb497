import type { ProblemCode } from "./problem-codes.ts";

export type { ProblemCode } from "./problem-codes.ts";

/** Where a fault sits: `pointer` in a JSON body (RFC 6901), or `parameter` of a query, a path or a setting, or a header's name. */
export interface Fault {
  /** A sentence with the bound and the value. */
  readonly detail: string;
  /** JSON pointer into the body. */
  readonly pointer?: string;
  /** Name of the parameter, setting or header. */
  readonly parameter?: string;
}

/** The one error shape of the house: a documented code, and a sentence with the bound and the value. */
export class Refusal extends Error {
  /** Which of the documented reasons it is. */
  readonly code: ProblemCode;
  /** Each fault and where it sits; empty where there is one alone. */
  readonly faults: readonly Fault[];

  constructor(code: ProblemCode, detail: string, faults: readonly Fault[] = []) {
    super(detail);
    this.name = "Refusal";
    this.code = code;
    this.faults = faults;
  }
}

/** What was thrown, where it is a refusal, and of one of the codes where any are given. Everything else is thrown on. */
export function refusalOf(error: unknown, ...codes: readonly ProblemCode[]): Refusal {
  if (error instanceof Refusal && (codes.length === 0 || codes.includes(error.code))) return error;
  throw error;
}

/** A refusal whose sentence is that of its faults, one after the other. */
export function faultRefusal(code: ProblemCode, ...faults: readonly Fault[]): Refusal {
  return new Refusal(code, faults.map(({ detail }) => detail).join("; "), faults);
}

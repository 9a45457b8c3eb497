import { Refusal } from "../../contract/problem.ts";
import { PRIVATE, type ProblemStyle } from "../../http/index.ts";

/** A refusal of one field: its name, what it must be, what it is. */
export function invalid(field: string, bound: string): Refusal {
  const detail = `${field}: ${bound}`;
  return new Refusal("invalid-parameter", detail, [{ detail, parameter: field }]);
}

/** The dialect knows 400 for what is wrong with a request and 500 for what is wrong here; the rest is HTTP's own. */
function statusOf({ status }: Refusal): number {
  if (status >= 500) return 500;
  return status === 409 || status === 422 ? 400 : status;
}

/** `{"error": sentence, "code": …}`: the sentence as the dialect has it, and the house's stable code. */
export const DIALECT: ProblemStyle = {
  headers: PRIVATE,
  dialect: (refusal) => ({
    status: statusOf(refusal),
    body: { error: refusal.message, code: refusal.code },
    headers: refusal.code === "partner-key" ? { "WWW-Authenticate": "Bearer" } : {},
  }),
};

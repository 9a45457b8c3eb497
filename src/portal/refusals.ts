import { Refusal } from "../contract/problem.ts";
import { shown } from "../contract/shown.ts";

export { shown };

/** A refusal of one parameter: of a query or of the address, by the name that `/openapi.json` gives it. */
export function invalid(parameter: string, detail: string): Refusal {
  return new Refusal("invalid-parameter", `${parameter} ${detail}`, [{ parameter, detail: `${parameter} ${detail}` }]);
}

/** A query of SDMX asks for what the structure does not have. */
export function notPossible(parameter: string, detail: string): Refusal {
  return new Refusal("query-not-possible", `${parameter} ${detail}`, [{ parameter, detail: `${parameter} ${detail}` }]);
}

/** A parameter names what is not there. @param bound what it must be, in words that follow "must be" */
export function absent(parameter: string, bound: string, value: string): Refusal {
  const detail = `${parameter} must be ${bound}; got ${shown(value)}`;
  return new Refusal("not-found", detail, [{ parameter, detail }]);
}

/** No form of an answer fits. @param bound in words that follow "must"; @param parameter that asked: the header, or one of the query */
export function notAcceptable(bound: string, value: string, parameter = "Accept"): Refusal {
  const detail = `${parameter} must ${bound}; got ${shortened(value, 200)}`;
  return new Refusal("not-acceptable", detail, [{ parameter, detail }]);
}

/** What there is to choose from: all of a short list, the beginning of a long one. */
export function listed(values: readonly string[]): string {
  if (values.length === 0) return "there are none yet";
  return values.length <= 12 ? values.join(", ") : `such as ${values.slice(0, 5).join(", ")}`;
}

export function shortened(text: string, most = 80): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}

import type { Context } from "hono";
import { type Fault, PROBLEMS, type ProblemCode, Refusal } from "../contract/problem.ts";
import { addressOn, type Site } from "./addresses.ts";
import type { Language } from "./negotiate.ts";
import { type ReplyHeaders, reply } from "./reply.ts";

/** A refusal that is answered with headers of its own. */
export class HeadedRefusal extends Refusal {
  readonly headers: ReplyHeaders;

  constructor(code: ProblemCode, fault: Fault, headers: ReplyHeaders) {
    super(code, fault.detail, [fault]);
    this.headers = headers;
  }
}

/** Names a kind of problem, and leads to what it means: absolute where it is known where the site is (RFC 9457, 3.1.1). */
function typeOf(code: ProblemCode, site: Site): string {
  return `${site.url ?? site.path}problems/${code}`;
}

/** Answers with problem details (RFC 9457). What was not foreseen says nothing about itself. */
export function problem(c: Context, site: Site, error: unknown, headers: ReplyHeaders = {}): Response {
  const refusal = error instanceof Refusal ? error : new Refusal("internal", "the service failed");
  const own = error instanceof HeadedRefusal ? error.headers : {};
  const kind = { "Content-Type": "application/problem+json", "Cache-Control": "no-store" };
  const details = { ...refusal.toProblem(addressOn(site, c.req.path)), type: typeOf(refusal.code, site) };
  return reply(JSON.stringify(details), refusal.status, { ...kind, ...own, ...headers });
}

export function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(PROBLEMS, code);
}

/** What a code means, for machines. */
export function problemDocument(code: ProblemCode, site: Site) {
  return { type: typeOf(code, site), ...PROBLEMS[code], documentation: `docs/errors.md#${code}` };
}

/** The same as a small page. */
export function problemPage(code: ProblemCode, language: Language): string {
  const { status, title } = PROBLEMS[code];
  const words = {
    fr: {
      lead: "Voisinage répond par ce code quand",
      more: "La réponse elle-même dit quel champ est en cause, la borne et la valeur. Chaque code est expliqué dans docs/errors.md.",
    },
    en: {
      lead: "Voisinage answers with this code when",
      more: "The answer itself says which field is at fault, the bound and the value. Every code is explained in docs/errors.md.",
    },
  }[language];
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${code}</title></head>
<body>
<main>
<h1>${code} (${status})</h1>
<p>${words.lead}: <span lang="en">${title}</span>.</p>
<p>${words.more}</p>
</main>
</body>
</html>
`;
}

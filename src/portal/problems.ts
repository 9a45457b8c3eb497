import { PROBLEMS, type ProblemCode } from "../contract/problem-codes.ts";
import { problemType } from "../http/index.ts";
import type { Site } from "./addresses.ts";
import type { Language } from "./params.ts";

/** Prefix of a problem's type (RFC 9457, 3.1.1): absolute where the site's address is known. */
export const typesOf = ({ url, path }: Site): string => url ?? path;

export function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(PROBLEMS, code);
}

/** What a problem code means, as JSON. */
export function problemDocument(code: ProblemCode, site: Site) {
  return { type: problemType(code, typesOf(site)), ...PROBLEMS[code], documentation: `docs/errors.md#${code}` };
}

/** What a problem code means, as a small page. */
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

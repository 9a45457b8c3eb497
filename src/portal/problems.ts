import { PROBLEMS, type ProblemCode } from "../contract/problem-codes.ts";
import { problemType } from "../http/index.ts";
import type { Site } from "./addresses.ts";
import type { Language } from "./params.ts";
import { READERS_PROBLEMS } from "./problem-words.ts";

/** Prefix of a problem's type (RFC 9457, 3.1.1): absolute where the site's address is known. */
export const typesOf = ({ url, path }: Site): string => url ?? path;

export function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(PROBLEMS, code);
}

/** What a problem code means, as JSON. */
export function problemDocument(code: ProblemCode, site: Site) {
  return { type: problemType(code, typesOf(site)), ...PROBLEMS[code], ...READERS_PROBLEMS[code]?.en };
}

/** What a problem code means, as a small page: in the reader's language where readers meet it, else its English title. */
export function problemPage(code: ProblemCode, language: Language): string {
  const { status, title } = PROBLEMS[code];
  const words = {
    fr: {
      lead: "Voisinage répond par ce code quand :",
      more: "La réponse elle-même dit quel champ est en cause, la borne et la valeur.",
    },
    en: {
      lead: "Voisinage answers with this code when:",
      more: "The answer itself says which field is at fault, the bound and the value.",
    },
  }[language];
  const own = READERS_PROBLEMS[code]?.[language];
  const heading = own?.title ?? code;
  const said = own ? `<p>${own.means}</p>\n<p>${own.advice}</p>` : `<p>${words.lead} <span lang="en">${title}</span>.</p>`;
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${heading}</title></head>
<body>
<main>
<h1>${heading}</h1>
<p><code>${code}</code>, HTTP ${status}</p>
${said}
<p>${words.more}</p>
</main>
</body>
</html>
`;
}

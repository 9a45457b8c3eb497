import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Context } from "hono";
import Negotiator from "negotiator";
import { refusalOf } from "../contract/problem.ts";
import { type Form, formFor, lastingBody, ownSecurity, type ProblemStyle, reply } from "../http/index.ts";
import { type LibraryOptions, makeLibrary } from "./library.ts";
import { attribute, HTML, NOT_FOUND_PAGE, pageCompleter } from "./pages.ts";
import { LANGUAGES, type Language, language } from "./params.ts";

/** What programs get, and clients that accept anything. */
const PROBLEM = "application/problem+json";

/**
 * Answers requests for addresses where there is nothing. Clients that prefer HTML (people's browsers) get a page in their
 * language.
 *
 * @param webRoot the built dashboards; null: there is no page
 * @param siteNow returns what the page names; called at the first such request. While it throws (a lost territory), people get
 *   the answer for programs
 */
export function notFoundPage(
  webRoot: string | null,
  siteNow: () => Omit<LibraryOptions, "releases">,
): NonNullable<ProblemStyle["absentPage"]> {
  const file = join(webRoot ?? "", `${NOT_FOUND_PAGE}.html`);
  if (webRoot === null || !existsSync(file)) return () => undefined;
  const answer = ({ bytes, whole: { ETag: _, ...headers } }: Form) => reply(bytes, 404, headers);
  let cached: ReturnType<typeof pagesOf> | undefined;
  return (c) => {
    if (!isForPeople(c)) return undefined;
    try {
      cached ??= pagesOf(siteNow(), readFileSync(file, "utf8"));
    } catch (error) {
      refusalOf(error);
      return undefined;
    }
    const { languages, pages } = cached;
    const asked = languages.find((one) => one === c.req.query("lang"));
    const page = pages.get(language(c, asked, languages));
    if (!page) return undefined;
    const form = formFor(c, page);
    return form instanceof Promise ? form.then(answer) : answer(form);
  };
}

/** The page in each language. */
function pagesOf(site: Omit<LibraryOptions, "releases">, text: string) {
  const html = pageCompleter(makeLibrary({ ...site, releases: [] }), site.commons)(NOT_FOUND_PAGE, text);
  const more = { cache: "no-store", headers: ownSecurity(NOT_FOUND_PAGE, HTML, undefined) };
  const of = (one: Language) => lastingBody(inOneLanguage(html, one, site.commons.name[one]), HTML, more);
  return { languages: site.commons.languages, pages: new Map(LANGUAGES.map((one) => [one, of(one)])) };
}

function isForPeople({ req }: Context): boolean {
  if (req.method !== "GET" && req.method !== "HEAD") return false;
  const headers = { accept: req.header("Accept") };
  return new Negotiator({ headers }).mediaType([PROBLEM, "application/json", "text/html"]) === "text/html";
}

/** Keeps one language of a page that is drawn in both, since no program runs that would choose. */
function inOneLanguage(html: string, lang: Language, name: string): string {
  const alone = LANGUAGES.filter((one) => one !== lang)
    .map((one) => new RegExp(`<div class="shell" lang="${one}">[\\s\\S]*?</footer></div>\\s*`))
    .reduce((rest, shell) => rest.replace(shell, ""), html)
    .replace('<html lang="fr">', `<html lang="${lang}">`)
    .replace('<main class="absent">', '<main id="main" class="absent">');
  const title = /<h1>(.*?)<\/h1>/.exec(alone)?.[1];
  return alone.replace(/<title>.*?<\/title>/, () => `<title>${title} – ${attribute(name)}</title>`);
}

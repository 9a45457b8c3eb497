import { renderToString } from "preact-render-to-string";
import { StepList } from "../contribute/step-list.tsx";
import { CONTRIBUTE_WORDS } from "../contribute/words.ts";
import { DISTRICT } from "../district/shown.ts";
import { Lead } from "../docs/lead.tsx";
import { EXPLORE } from "../explore/words.ts";
import { WELCOME } from "../home/welcome-words.ts";
import { MINE } from "../my-contribution/words.ts";
import { TRUST } from "../privacy/words.ts";
import { placesOf, SERVICE_WORDS } from "../service/site-map.ts";
import { Footer, Header } from "../shared/frame.tsx";
import { LANGS, type Lang, WORDS } from "../shared/i18n.ts";
import { type PageName, pageHref } from "../shared/layout.ts";
import { SQL } from "../sql/words.ts";

interface Opening {
  readonly title: string;
  readonly lead?: string;
}

/**
 * The heading and lead of a page before its program runs. Where the program first draws the same, nothing moves. A browser
 * calls a page drawn with its largest text, so that should be here.
 */
function openingOf(page: PageName, lang: Lang): Opening {
  const words = WORDS[lang];
  if (page === "home") return WELCOME[lang];
  if (page === "compare") return { title: words.compare, lead: words.stand.lead };
  if (page === "privacy") return TRUST[lang];
  if (page === "explore") return EXPLORE[lang];
  if (page === "sql") return { title: words.sql, lead: SQL[lang].lead };
  if (page === "contribute") return { title: CONTRIBUTE_WORDS[lang].title };
  if (page === "my-contribution") return { title: words[page], lead: MINE[lang].lead };
  if (page === "district") return { title: words[page], lead: DISTRICT[lang].lead };
  if (page === "accessibility") return { title: SERVICE_WORDS[lang].statement };
  return { title: words[page] };
}

interface ShellProps {
  readonly page: PageName;
  readonly lang: Lang;
  /** HTML in the place of the page's content */
  readonly inside: string;
}

function Shell({ page, lang, inside }: ShellProps) {
  const { title, lead } = openingOf(page, lang);
  const leadText = page === "docs" ? <Lead lang={lang} /> : lead === undefined ? null : <p class="lead">{lead}</p>;
  const wait = <div dangerouslySetInnerHTML={{ __html: inside }} />;
  return (
    <div class="shell" lang={lang}>
      <Header current={page} lang={lang} catalog={null} />
      {page === "home" ? (
        <main class="home">
          <div class="hero">
            <div class="hero-ask">
              <h1 class="home-title">{title}</h1>
              {leadText}
              <div class="card question waiting">{wait}</div>
            </div>
            <div class="map-figure" />
          </div>
        </main>
      ) : page === "contribute" ? (
        <main class={page}>
          <div class="contribute">
            <StepList words={CONTRIBUTE_WORDS[lang]} titles={CONTRIBUTE_WORDS[lang].steps} step={0} />
            <h1>{title}</h1>
          </div>
          {wait}
        </main>
      ) : (
        <main class={page}>
          <h1 class={page === "compare" ? "stand-title" : undefined}>{title}</h1>
          {leadText}
          {wait}
        </main>
      )}
      <Footer current={page} lang={lang} catalog={null} />
    </div>
  );
}

/** The English part of the body's waiting line, after the French part. */
const ENGLISH = / *<span lang="en">(.*?)<\/span>/;

/** The waiting line in one language; texts for browsers without a program stay in both, because their language is unknown. */
function insideOf(body: string, lang: Lang): string {
  const [whole = "", wait = ""] = /<p class="wait">([\s\S]*?)<\/p>/.exec(body) ?? [];
  if (lang === "fr") return body.replace(whole, () => `<p class="wait">${wait.replace(ENGLISH, "")}</p>`);
  return `<p class="wait">${ENGLISH.exec(wait)?.[1] ?? ""}</p>`;
}

/** The page for addresses where there is nothing, rendered whole, because no program follows. */
function Absent({ lang }: { readonly lang: Lang }) {
  const { title, lead, all } = SERVICE_WORDS[lang].absent;
  const map = { href: pageHref("site-map", lang), name: WORDS[lang]["site-map"], purpose: all };
  return (
    <div class="shell" lang={lang}>
      <Header current="home" lang={lang} catalog={null} />
      <main id={lang === "fr" ? "main" : undefined} class="absent">
        <h1>{title}</h1>
        <p class="lead">{lead}</p>
        <ul class="site-map">
          {[...placesOf(lang), map].map(({ href, name, purpose }) => (
            <li key={href}>
              <a href={href}>{name}</a>
              <span class="note">{purpose}</span>
            </li>
          ))}
        </ul>
      </main>
      <Footer current="home" lang={lang} catalog={null} />
    </div>
  );
}

/** The page for addresses where there is nothing, in every language; the portal sends one of them. */
export function absentHtml(): string {
  return LANGS.map((lang) => renderToString(<Absent lang={lang} />)).join("\n");
}

/**
 * The header, heading and footer of a page in every language, which a browser shows before the program runs. The style sheet
 * shows one of them by the document's language, which `language.js` reads from the address. `body` is the body of the page's
 * file.
 */
export function shellHtml(page: PageName, body: string): string {
  return LANGS.map((lang) => renderToString(<Shell page={page} lang={lang} inside={insideOf(body.trim(), lang)} />)).join("\n");
}

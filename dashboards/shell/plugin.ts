import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { type Plugin, type Rolldown, runnerImport } from "vite";
import type { PageName } from "../shared/layout.ts";
import { ABSENT } from "./head.ts";

/** Files that every page asks for first, and those that a page asks for next: a browser fetches them while it reads the program. */
const FIRST_FETCHED = ["v1/catalog.json"];
const NEXT: Readonly<Partial<Record<PageName, readonly string[]>>> = {
  home: ["v1/territory.json"],
  compare: ["v1/territory.json"],
};

/** Of a host of plain files, which knows no query: the page finds its language by itself. The portal writes it into the page. */
const LANGUAGE = "language.js";

/** Where no program runs, nothing is on its way. */
const NOTHING_COMES = "<noscript><style>.wait { display: none }</style></noscript>";

/** What a page loads once something of it is drawn, in the order of its tags. */
const SCRIPTS = /^ *<script[^>]*><\/script>\n/gm;
const LATER = /^ *<(?:link rel="preload" as="font"|script type="module"|link rel="modulepreload")[^>]*>(?:<\/script>)?\n/gm;
const STYLES = /^ *<link rel="stylesheet"[^>]*href="\.{1,2}\/([^"]+)"[^>]*>\n/gm;

/** The page for frames stands in a folder of its own, and has neither header nor footer. */
const ALONE = "/embed/";

/**
 * Draws header, heading and footer into each page when it is built, with all its style, so that one answer is enough to show them:
 * on a slow phone each further one costs half a second. What it loads then comes in this order: data, type, programs.
 */
export function shell(): Plugin {
  let made: typeof import("./shell.tsx");
  return {
    name: "page-shell",
    async buildStart() {
      const file = fileURLToPath(new URL("./shell.tsx", import.meta.url));
      ({ module: made } = await runnerImport<typeof import("./shell.tsx")>(file, {
        configFile: false,
        root: dirname(file),
      }));
    },
    transformIndexHtml: {
      order: "post",
      handler: (html, { path, bundle = {}, chunk }) => {
        const name = path.replace(/^.*\/|\.html$/g, "");
        const page = (name === "index" ? "home" : name) as PageName;
        const alone = path.includes(ALONE);
        const up = alone ? "../" : "./";
        const sheets = [...html.matchAll(STYLES)].map(([, file = ""]) => styleOf(bundle[file], up));
        const isAbsent = path.endsWith(ABSENT);
        const next = alone ? ["v1/territory.json"] : (NEXT[page] ?? []);
        const data = (isAbsent ? [] : [...FIRST_FETCHED, ...next]).map(
          (file) => `<link rel="preload" as="fetch" crossorigin href="${alone ? up : ""}${file}">`,
        );
        // The page of a wrong address has no program; the bundler gives it one that its styles are shared with.
        const later = isAbsent ? [] : (html.match(LATER) ?? []).map((tag) => tag.trim());
        const words = chunk === undefined ? [] : wordsOf(chunk, bundle);
        const said = words.map(([lang, file]) => `<link rel="words" hreflang="${lang}" crossorigin href="${up}${file}">`);
        return html
          .replace(STYLES, "")
          .replace(LATER, "")
          .replace(isAbsent ? SCRIPTS : "", "")
          .replace("</head>", () =>
            [`<style>${sheets.join("")}</style>`, NOTHING_COMES, ...data, ...later, ...said, "</head>"].join("\n"),
          )
          .replace(
            /(<body[^>]*>)([\s\S]*)<\/body>/,
            (_, open, body) => `${open}\n${isAbsent ? made.absentHtml() : alone ? body : made.shellHtml(page, body)}\n</body>`,
          );
      },
    },
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const source = readFileSync(new URL(`./${LANGUAGE}`, import.meta.url), "utf8");
        this.emitFile({ type: "asset", fileName: LANGUAGE, source });
        for (const part of Object.values(bundle)) if (part.type === "chunk") part.code = withoutSheets(part.code);
      },
    },
  };
}

/** A file of `messages/`, as the bundler knows it. */
const WORDS = /\/messages\/(fr|en)\/[^/]+$/;

/**
 * Files of words that a page's program asks for when it starts, by language. Only one of them is wanted, so they are named and not
 * preloaded: the portal, which knows the language, makes it so, and `language.js` where there is none.
 */
function wordsOf(program: Rolldown.OutputChunk, bundle: Rolldown.OutputBundle): (readonly [lang: string, file: string])[] {
  const [seen, found] = [new Set<string>(), new Map<string, string>()];
  const walk = (part: Rolldown.OutputBundle[string] | undefined): void => {
    if (part?.type !== "chunk" || seen.has(part.fileName)) return;
    seen.add(part.fileName);
    for (const file of part.dynamicImports) {
      const words = bundle[file];
      const lang = words?.type === "chunk" && WORDS.exec(words.facadeModuleId ?? "")?.[1];
      if (lang) found.set(file, lang);
    }
    for (const file of part.imports) walk(bundle[file]);
  };
  walk(program);
  return [...found].map(([file, lang]) => [lang, file] as const);
}

/** What a program loads before a part of it that comes later, as Vite writes it: files by their place in a list. */
const LOADED_BEFORE = /(m\.f\|\|\(m\.f=)(\[[^\]]*\])/;

/** Sheets are in the page already: loaded again, they would set it anew. The first file of the list, which is loaded anyway, stands in their places. */
function withoutSheets(code: string): string {
  return code.replace(LOADED_BEFORE, (_, head: string, list: string) => {
    const files = JSON.parse(list) as string[];
    return head + JSON.stringify(files.map((file) => (file.endsWith(".css") ? files[0] : file)));
  });
}

/** A style sheet as it stands in a page: what it loads is where the sheet was, not where the page is. */
function styleOf(sheet: { readonly type: string; readonly source?: string | Uint8Array } | undefined, up: string): string {
  if (sheet?.source === undefined) throw new Error("a style sheet that a page names is not built");
  return String(sheet.source).trim().replaceAll("url(./", `url(${up}assets/`);
}

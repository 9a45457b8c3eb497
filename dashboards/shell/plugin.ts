import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { type Plugin, type Rolldown, runnerImport } from "vite";
import type { PageName } from "../shared/layout.ts";
import { ABSENT } from "./head.ts";

/**
 * Files that every page loads first, and those that a page loads next. They are preloaded while the browser reads the program.
 */
const FIRST_FETCHED = ["v1/catalog.json"];
const NEXT: Readonly<Partial<Record<PageName, readonly string[]>>> = {
  home: ["v1/territory.json"],
  compare: ["v1/territory.json"],
  district: ["v1/territory.json"],
  explore: ["v1/territory.json"],
  "my-contribution": ["v1/territory.json"],
};

/** Finds the language on hosts of plain files, which ignore queries. A portal writes the language into the page instead. */
const LANGUAGE = "language.js";

/** Without a program nothing is loading, so the waiting line is hidden. */
const NOTHING_COMES = "<noscript><style>.wait { display: none }</style></noscript>";

/** Tags that load something after the first drawing, in their order. */
const SCRIPTS = /^ *<script[^>]*><\/script>\n/gm;
const LATER = /^ *<(?:link rel="preload" as="font"|script type="module"|link rel="modulepreload")[^>]*>(?:<\/script>)?\n/gm;
const STYLES = /^ *<link rel="stylesheet"[^>]*href="\.{1,2}\/([^"]+)"[^>]*>\n/gm;

/** Folder of the embedding page, which has neither header nor footer. */
const ALONE = "/embed/";

/**
 * Renders header, heading and footer into each page when the site is built, with all styles inline, so that one response is
 * enough to show them: on a slow phone each further one costs half a second. Then the page loads data, fonts and programs, in
 * this order.
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
        // The page for unknown addresses has no program, but the bundler adds one that shares its styles.
        const later = isAbsent ? [] : (html.match(LATER) ?? []).map((tag) => afterPaint(tag.trim()));
        const words = chunk === undefined ? [] : wordsOf(chunk, bundle);
        const wordLinks = words.map(([lang, file]) =>
          afterPaint(`<link rel="words" hreflang="${lang}" crossorigin href="${up}${file}">`),
        );
        return html
          .replace(STYLES, "")
          .replace(LATER, "")
          .replace(isAbsent ? SCRIPTS : "", "")
          .replace("</head>", () =>
            [`<style>${sheets.join("")}</style>`, NOTHING_COMES, ...data, ...later, ...wordLinks, "</head>"].join("\n"),
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
        for (const part of Object.values(bundle)) if (part.type === "chunk") part.code = withoutSheets(part);
      },
    },
  };
}

/** Lets a program or its words wait for what the first drawing needs: the page is drawn without them, with its fonts. */
function afterPaint(tag: string): string {
  return tag.includes('as="font"') ? tag : tag.replace(" crossorigin", ' fetchpriority="low" crossorigin');
}

/** Matches a file of `messages/` among the bundler's modules. */
const WORDS = /\/messages\/(fr|en)\/[^/]+$/;

/**
 * Files of texts that a page's program needs at its start, by language. Only one language is needed, so they are declared but not
 * preloaded. The portal, which knows the language, preloads one; on plain files `language.js` does.
 */
function wordsOf(program: Rolldown.OutputChunk, bundle: Rolldown.OutputBundle): (readonly [lang: string, file: string])[] {
  const [seen, languageByFile] = [new Set<string>(), new Map<string, string>()];
  const collect = (part: Rolldown.OutputBundle[string] | undefined): void => {
    if (part?.type !== "chunk" || seen.has(part.fileName)) return;
    seen.add(part.fileName);
    for (const file of part.dynamicImports) {
      const words = bundle[file];
      const lang = words?.type === "chunk" && WORDS.exec(words.facadeModuleId ?? "")?.[1];
      if (lang) languageByFile.set(file, lang);
    }
    for (const file of part.imports) collect(bundle[file]);
  };
  collect(program);
  return [...languageByFile].map(([file, lang]) => [lang, file] as const);
}

/** Matches Vite's list of files that are loaded before a part that comes later; the program refers to them by index. */
const LOADED_BEFORE = /(m\.f\|\|\(m\.f=)(\[[^\]]*\])/;

/**
 * Removes style sheets from such a list, because they are inline already and loading them again would override the page. Indexes
 * must stay, so the program's own file, which is loaded by then, takes their places.
 */
function withoutSheets({ code, fileName }: Pick<Rolldown.OutputChunk, "code" | "fileName">): string {
  return code.replace(LOADED_BEFORE, (_, head: string, list: string) => {
    const files = JSON.parse(list) as string[];
    const own = fileName.replace(/^.*\//, "");
    return head + JSON.stringify(files.map((file) => (file.endsWith(".css") ? file.replace(/[^/]*$/, own) : file)));
  });
}

/** A style sheet as inline text, with its relative addresses adapted to the page's folder. */
function styleOf(sheet: { readonly type: string; readonly source?: string | Uint8Array } | undefined, up: string): string {
  if (sheet?.source === undefined) throw new Error("a style sheet that a page names is not built");
  return String(sheet.source).trim().replaceAll("url(./", `url(${up}assets/`);
}

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { defineConfig, type Plugin } from "vite";
import { pageHead } from "./shell/head.ts";
import { laterWords } from "./shell/later-words.ts";
import { shell } from "./shell/plugin.ts";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The module that the page SQL imports: where the engine and its worker are, and how much comes over the line. */
const ENGINE = "virtual:duckdb-engine";
const DUCKDB = "../node_modules/@duckdb/duckdb-wasm/dist/";

/**
 * DuckDB's engine as one file that is compressed once, here: 34 MB would be compressed at every start of a portal, and sent as they are
 * by a static host that compresses no WebAssembly. The page unpacks it.
 */
function engine(): Plugin {
  let packed: Buffer | undefined;
  return {
    name: "duckdb-engine",
    resolveId: (id) => (id === ENGINE ? `\0${ENGINE}` : null),
    load(id) {
      if (id !== `\0${ENGINE}`) return null;
      packed ??= gzipSync(readFileSync(here(`${DUCKDB}duckdb-eh.wasm`)));
      // Its map is not published: a browser would ask for it in vain.
      const script = readFileSync(here(`${DUCKDB}duckdb-browser-eh.worker.js`), "utf8").replace(
        /^\/\/# sourceMappingURL=.*$/m,
        "",
      );
      const engine = this.emitFile({ type: "asset", name: "duckdb-engine.gz", source: packed });
      const worker = this.emitFile({ type: "asset", name: "duckdb-worker.js", source: script });
      return [
        `export const engine = import.meta.ROLLUP_FILE_URL_${engine};`,
        `export const worker = import.meta.ROLLUP_FILE_URL_${worker};`,
        `export const bytes = ${packed.length + gzipSync(script).length};`,
      ].join("\n");
    },
  };
}

/** programs, parts that come later among them, from which on what they share is in the one file that all have */
const SHARED_BY_MOST = 9;

/** What a file of words is called, and else what the bundler calls a file. */
function wordsName(module: string): string {
  const [, lang, place] = /\/messages\/(\w+)\/([\w-]+)\.ts$/.exec(module) ?? [];
  return place === undefined ? "[name]" : `${place}-${lang}`;
}

/**
 * The pages, all but the one for frames at one level, every address relative: the folder works at the root of the portal
 * (which serves `/compare` from `compare.html`) and below any path of a static host. No program is
 * inlined and nothing comes from elsewhere, so that `default-src 'self'` holds.
 */
export default defineConfig({
  root: here("."),
  base: "./",
  worker: { format: "es" },
  plugins: [engine(), laterWords(), pageHead(), shell()],
  build: {
    outDir: here("../dist/web"),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2022",
    chunkSizeWarningLimit: 700,
    rollupOptions: {
      // Words are told apart by their language: a place's files would else have one name.
      output: {
        chunkFileNames: (chunk) => `assets/${wordsName(chunk.facadeModuleId ?? "")}-[hash].js`,
        // What most programs share is one file: a phone asks for six at a time, and each waits for an answer.
        codeSplitting: { groups: [{ name: "base", minShareCount: SHARED_BY_MOST }] },
      },
      // Compressing the engine takes its second, and is known to.
      checks: { pluginTimings: false },
      // The one that others may show in a frame is a folder's own page: its address, `/embed/`, is also where a host may allow that.
      input: [
        "index",
        "compare",
        "explore",
        "district",
        "privacy",
        "sql",
        "docs",
        "contribute",
        "my-contribution",
        "notice",
        "accessibility",
        "legal",
        "site-map",
        "embed/index",
      ]
        .map((page) => here(`./${page}.html`))
        // It is no page to go to, and `scripts/pages.mjs` reads the list of those above.
        .concat(here("./404.html")),
    },
  },
});

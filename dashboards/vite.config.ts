import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { defineConfig, type Plugin } from "vite";
import { pageHead } from "./shell/head.ts";
import { laterWords } from "./shell/later-words.ts";
import { shell } from "./shell/plugin.ts";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** A module for the page SQL with the addresses of the engine and its worker, and their transferred size. */
const ENGINE = "virtual:duckdb-engine";
const DUCKDB = "../node_modules/@duckdb/duckdb-wasm/dist/";

/**
 * DuckDB's engine as a file that is compressed once, when the site is built. Otherwise a portal would compress 34 MB at every
 * start, and a static host would send them uncompressed if it does not compress WebAssembly. The page decompresses it.
 */
function engine(): Plugin {
  let packed: Buffer | undefined;
  return {
    name: "duckdb-engine",
    resolveId: (id) => (id === ENGINE ? `\0${ENGINE}` : null),
    load(id) {
      if (id !== `\0${ENGINE}`) return null;
      packed ??= gzipSync(readFileSync(here(`${DUCKDB}duckdb-eh.wasm`)));
      // The source map is not published, so its reference is removed to avoid a failing request.
      const script = readFileSync(here(`${DUCKDB}duckdb-browser-eh.worker.js`), "utf8").replace(
        /^\/\/# sourceMappingURL=.*$/m,
        "",
      );
      const engine = this.emitFile({ type: "asset", name: "duckdb-engine.gz", source: packed });
      const worker = this.emitFile({ type: "asset", name: "duckdb-worker.js", source: script });
      return [
        `export const engine = import.meta.ROLLUP_FILE_URL_${engine};`,
        `export const worker = import.meta.ROLLUP_FILE_URL_${worker};`,
        `export const engineBytes = ${packed.length};`,
        `export const bytes = ${packed.length + gzipSync(script).length};`,
      ].join("\n");
    },
  };
}

/** Number of programs, counting parts that load later, from which shared code goes into one file that all load. */
const SHARED_BY_MOST = 10;
/** Matches the drawing of maps, the page Quartiers and histograms, which many parts of few pages share: in the file of all, every page would load them. */
const NOT_OF_MOST =
  /\/charts\/(difference-map|map-layout|map-parts|map-names|subject-name|letter-disc|place-labels|geometry|tile-shapes|hundred)\.tsx?$|\/dashboards\/district\/|\/shared\/published-bins\.ts$|\/privacy\/(histogram|bins|areas\/bins)\.ts$/;

/**
 * Small parts that are read together, by the file that they go into: each file of its own would cost a phone more in round trips
 * than in bytes.
 */
const TOGETHER = {
  common:
    /\/shared\/(in-turns|failure-notice|page-frame|level-digits|published-figure|listeners|percent|bits|parts-allow|kept-note|use-views|source-text|sizes-text|areas-href)\.tsx?$|\/areas\/difference\.ts$|\/forecast\/z95\.ts$|\/charts\/beyond-axis\.ts$/,
  visit: /\/home\/margins\.ts$|\/visit\/not-giving\.ts$/,
  unpublished: /\/home\/first-months\.tsx$|\/visit\/(needed|unpublished-words)\.tsx?$/,
  bins: /\/shared\/published-bins\.ts$|\/charts\/hundred\.ts$|\/privacy\/(histogram|bins|areas\/bins)\.ts$|\/visit\/bins\.ts$/,
  search: /\/visit\/search\.ts$/,
  quarters: /\/district\/(coming-figures|open-word|printing|own-places|protected-note|portrait-place|periods-on-map)\.tsx?$/,
  places: /\/charts\/(map-layout|map-parts|geometry|tile-shapes)\.tsx?$|\/territory\/tiles\.ts$/,
  map: /\/district\/(map-frame|map-words|ranked-parts|area-card|barely|place-rank)\.tsx?$/,
  place: /\/district\/(print-button|gap-words|figure-rows|district-figure|map-shapes|absent-words)\.tsx?$/,
  participants: /\/district\/(like-the-census|portrait-topic-word|census)\.tsx?$|\/charts\/beside-census\.tsx$/,
  portrait: /\/district\/portrait(?!-figures|-place|-topic-word|-trend)[\w-]*\.tsx?$|\/charts\/gaps\.tsx$/,
};

/** File name of texts, with their language; all other files keep the bundler's name. */
function wordsName(module: string): string {
  const [, lang, place] = /\/messages\/(\w+)\/([\w-]+)\.ts$/.exec(module) ?? [];
  return place === undefined ? "[name]" : `${place}-${lang}`;
}

/**
 * Builds the pages. All but the embedding page are at one level, and every address is relative, so that the folder works at the
 * root of the portal (which serves `/compare` from `compare.html`) and below any path of a static host. No program is inlined and
 * nothing comes from elsewhere, so that `default-src 'self'` holds.
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
      // A module of the engine does nothing when it is read, so that a program need not load one of which it uses nothing.
      treeshake: { moduleSideEffects: [{ test: new RegExp(`^${here("../src/")}`), sideEffects: false }] },
      // The language is in the file name, because texts of one page would otherwise have the same name.
      output: {
        chunkFileNames: (chunk) => `assets/${wordsName(chunk.facadeModuleId ?? "")}-[hash].js`,
        // Code that most programs share goes into one file: a phone loads six files at a time, and each takes a round trip.
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            { name: "base", minShareCount: SHARED_BY_MOST, test: (id) => !NOT_OF_MOST.test(id) },
            ...Object.entries(TOGETHER).map(([name, test]) => ({ name, test })),
          ],
        },
      },
      // Compressing the engine takes about a second, which is expected.
      checks: { pluginTimings: false },
      // The embedding page is in a folder of its own, because hosts may allow frames for the address `/embed/` alone.
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
        // This is no page to visit, and `scripts/pages.mjs` reads the list of those above.
        .concat(here("./404.html")),
    },
  },
});

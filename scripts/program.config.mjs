/**
 * Vite's configuration for the command line, its processes and its threads: each becomes one file, and the parts that several share or
 * that load later. Node takes longer to find and read five hundred modules than most verbs take to run. The files take the places of the
 * modules of their names that tsc wrote; the other modules stay, for callers of the library.
 */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const src = fileURLToPath(new URL("../src", import.meta.url));
const PROGRAMS = ["cli/main", "cli/run", "cli/sql/process-main", "vault/page-thread", "intake/vault-client/thread-main"];
/** Packages with compiled parts, or with files that they look for beside their own. */
const APART = ["@duckdb/node-api", "better-sqlite3", "pino"];

/** Between the licences of two packages. */
const BETWEEN = `\n\n${"=".repeat(78)}\n\n`;

/** A path from a folder to a file, as an address has it. */
const address = (from, to) => relative(from, to).split(sep).join("/");

/** Has files beside a module found from where the module was, wherever its code is now. */
function addresses() {
  return {
    name: "addresses",
    enforce: "pre",
    transform(code, id) {
      if (!id.startsWith(src + sep) || !code.includes("import.meta.url")) return null;
      return code.replaceAll("import.meta.url", `__addressOf(${JSON.stringify(address(src, id).replace(/\.ts$/, ".js"))})`);
    },
    renderChunk: (code, { fileName }) =>
      code.replace(/__addressOf\("(.*?)"\)/g, (_, module) => {
        const path = JSON.stringify(address(dirname(fileName), module));
        return `new URL(${path}, import.meta.url).href`;
      }),
  };
}

/** Writes the licences of the packages whose code is in the parts, which they ask to go with it. */
function licences() {
  return {
    name: "licences",
    generateBundle(_, bundle) {
      const modules = Object.values(bundle).flatMap(({ moduleIds = [] }) => moduleIds);
      const folders = new Set(
        modules.flatMap((id) => /^.*\/node_modules\/(@[^/]+\/)?[^/]+/.exec(id.replace("\0", ""))?.[0] ?? []),
      );
      const texts = [...folders].sort().map((folder) => {
        const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
        const files = readdirSync(folder).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file));
        return [
          `${name} ${version} (${license})`,
          ...files.sort().map((file) => readFileSync(join(folder, file), "utf8").trim()),
        ].join("\n\n");
      });
      this.emitFile({ type: "asset", fileName: "parts/LICENCES.txt", source: `${texts.join(BETWEEN)}\n` });
    },
  };
}

export default defineConfig({
  publicDir: false,
  plugins: [addresses(), licences()],
  ssr: { noExternal: true, external: APART },
  build: {
    ssr: true,
    target: "node20",
    minify: false,
    emptyOutDir: false,
    rolldownOptions: {
      input: Object.fromEntries(PROGRAMS.map((name) => [name, join(src, `${name}.ts`)])),
      output: { entryFileNames: "[name].js", chunkFileNames: "parts/[name]-[hash].js" },
    },
  },
});

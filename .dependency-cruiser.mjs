/**
 * Who may import whom. The table is ARCHITECTURE.md's map; each message is the lesson.
 * `test/house/imports.test.ts` asserts that no module went unseen, and plants violations.
 */

/** By place under src/, the places below it; a place may always import from itself. */
const MAY_IMPORT = {
  contract: [],
  eligibility: ["contract"],
  forecast: [],
  privacy: [],
  domains: ["contract"],
  territory: ["contract"],
  texts: ["contract", "domains", "territory"],
  tables: ["contract", "domains", "territory"],
  duckdb: [],
  store: ["contract"],
  // Files that are on the disk, with their names, when a call returns.
  "storage/files": [],
  // One way in: every service over HTTP is made of its parts.
  http: ["contract"],
  ledger: ["contract", "privacy", "store", "storage/files"],
  // What is public of a ledger, and its signature: from entries that are given to it.
  log: ["contract"],
  vault: ["contract", "domains", "territory", "store", "storage/files"],
  release: ["contract", "domains", "duckdb", "storage/files"],
  importers: ["contract", "domains"],
  intake: ["contract", "http", "eligibility", "domains", "territory", "texts", "importers", "vault", "storage/files"],
  // Whoever signs tokens has nothing of the commons that takes them: no place may import it, and it imports no place with a record.
  issuer: ["contract", "http", "store", "storage/files"],
  pipeline: ["contract", "forecast", "privacy", "domains", "territory", "duckdb", "store", "ledger", "vault", "release"],
  portal: ["contract", "http", "domains", "territory", "texts", "tables", "release"],
  // The public side as files: what the portal answers, written to a folder.
  static: ["contract", "release", "portal", "storage/files"],
  // Checks what is public with arithmetic of its own: it must not import what computed it. Who makes an export again is an argument.
  verify: ["contract", "forecast", "domains", "territory", "duckdb", "release", "static"],
  // Partners' programs: four places, so that who answers from releases cannot reach who takes measures.
  "partners/dialect": ["contract", "http", "domains", "territory"],
  "partners/keys": ["contract", "store", "storage/files", "partners/dialect"],
  "partners/read": ["contract", "http", "domains", "territory", "release", "portal", "partners/dialect"],
  "partners/write": ["contract", "http", "domains", "territory", "intake", "vault", "partners/dialect"],
  audit: ["pipeline", "release", "privacy"],
  // The library: one commons, put together from what is above. The command line and the index stand on it.
  commons: [
    "contract",
    "forecast",
    "privacy",
    "domains",
    "territory",
    "texts",
    "duckdb",
    "store",
    "storage/files",
    "ledger",
    "log",
    "vault",
    "release",
    "verify",
    "importers",
    "intake",
    "pipeline",
  ],
};
/** The composition roots, where clock, entropy and paths come in: they may import anything. */
const ROOTS = "^src/(cli/|index\\.ts$)";
const BROWSER = ["contract", "eligibility", "forecast", "domains", "territory", "texts", "tables", "importers"];

const places = Object.keys(MAY_IMPORT).join("|");
const list = (names) => (names.length === 0 ? "nothing of ours" : names.join(", "));

const goDown = Object.entries(MAY_IMPORT).map(([place, below]) => ({
  name: `${place.replace("/", "-")}-goes-down`,
  comment: `src/${place} may import ${list(below)}. Imports go down only: what it needs from elsewhere is an argument, or belongs lower.`,
  severity: "error",
  from: { path: `^src/${place}/` },
  to: { path: "^(src|dashboards|test|scripts)/", pathNot: `^src/(${[place, ...below].join("|")})/` },
}));

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    ...goDown,
    {
      name: "dashboards-go-down",
      comment: `A page may import ${list(BROWSER)}: what it shows comes from public files, by HTTP.`,
      severity: "error",
      from: { path: "^dashboards/" },
      to: { path: "^(src|test|scripts)/", pathNot: `^src/(${BROWSER.join("|")})/` },
    },
    {
      name: "known-place",
      comment: "Every module under src/ lives in a place of the table: add the place, and what it may import, before the module.",
      severity: "error",
      from: { path: "^src/", pathNot: `^src/(${places})/|${ROOTS}` },
      to: {},
    },
    {
      name: "known-place-imported",
      comment: "This module is in no place of the table: add the place, and what it may import, before the module.",
      severity: "error",
      from: {},
      to: { path: "^src/", pathNot: `^src/(${places})/|${ROOTS}` },
    },
    {
      name: "roots-are-roots",
      comment: "Nothing imports a composition root: what is shared lives lower.",
      severity: "error",
      from: { path: "^(src|dashboards)/", pathNot: ROOTS },
      to: { path: ROOTS },
    },
    {
      name: "public-side-never-knows-the-vault",
      comment:
        "The portal, the pages and partners' aggregates live from frozen releases. A path from them to the vault, even through others, would be a way to a household.",
      severity: "error",
      from: { path: "^(src/portal|src/static|src/partners/(dialect|read)|dashboards)/" },
      to: { path: "^src/(vault|store|ledger)/", reachable: true },
    },
    {
      name: "visitors-ask-no-sql",
      comment:
        "DuckDB is opened in src/duckdb alone, and whoever answers visitors does not import it: what they send selects rows of frozen tables in memory, and is never part of a statement. SQL of one's own is for the browser and the command line.",
      severity: "error",
      from: { path: "^(src|dashboards)/", pathNot: "^src/duckdb/|^dashboards/sql/" },
      to: { path: "@duckdb/" },
    },
    {
      name: "privacy-is-pure",
      comment: "src/privacy is mathematics: no I/O, no clock, no package; random bytes are an argument.",
      severity: "error",
      from: { path: "^src/privacy/" },
      to: { pathNot: "^src/privacy/" },
    },
    {
      name: "browser-safe",
      comment:
        "contract, eligibility, forecast, domains, texts, tables and importers run in the browser too: no module of Node. The texts themselves are files, and an argument.",
      severity: "error",
      from: { path: "^src/(contract|eligibility|forecast|domains|texts|tables|importers)/", pathNot: "^src/texts/files\\.ts$" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "pages-without-node",
      comment: "A page runs in the browser: it must not reach a module of Node, even through others.",
      severity: "error",
      from: { path: "^dashboards/", pathNot: "^dashboards/vite\\.config\\.ts$" },
      to: {
        path: "^(node:)?(fs|path|os|crypto|child_process|worker_threads|http|https|net|stream|zlib|url|util|buffer|module)(/|$)",
        reachable: true,
      },
    },
    {
      name: "no-circles",
      comment: "Two modules that need each other are one module, or a third below both.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "resolvable",
      comment: "This import leads nowhere.",
      severity: "error",
      from: {},
      // The build itself gives out the engine's addresses: see dashboards/vite.config.ts.
      to: { couldNotResolve: true, pathNot: "^virtual:duckdb-engine$" },
    },
    {
      name: "shipped-needs-are-dependencies",
      comment: "What src/ imports at run time must be in dependencies: devDependencies are absent where the commons runs.",
      severity: "error",
      from: { path: "^src/" },
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg"], dependencyTypesNot: ["type-only"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(dist|node_modules/@types)/" },
    tsConfig: { fileName: "tsconfig.json" },
    // Type imports are imports: a type of the vault in the portal is knowledge of the vault.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default", "types"] },
  },
};

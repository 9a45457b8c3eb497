/**
 * Who may import whom. The table is ARCHITECTURE.md's map; each message is the lesson.
 * `test/house/imports.test.ts` asserts that no module went unseen, and plants violations.
 */

/** By place under src/, the places below it; a place may always import from itself. */
const MAY_IMPORT = {
  contract: [],
  privacy: [],
  // What cells of a given noise would publish: from public figures alone. It runs in the browser too.
  "privacy/forecast": [],
  // Sums and differences of published measurements: post-processing alone. It runs in the browser too.
  "privacy/areas": ["privacy", "privacy/forecast"],
  // The best odds of a bet on one household: what people are told of a budget. It runs in the browser too.
  "privacy/odds": ["privacy"],
  domains: ["contract"],
  territory: ["contract", "domains"],
  texts: ["contract", "privacy/odds", "domains", "territory"],
  importers: ["contract", "domains"],
  // Three rooms with a rule each: nothing public reaches sqlite/, duckdb/ alone opens DuckDB, files/ writes what must stay.
  storage: [],
  "storage/sqlite": ["contract"],
  "storage/duckdb": [],
  "storage/files": ["contract"],
  // One way in: every service over HTTP is made of its parts.
  http: ["contract"],
  ledger: ["contract", "privacy", "privacy/odds", "storage/sqlite", "storage/files"],
  // What is public of a ledger, and its signature: from entries that are given to it.
  "ledger/log": ["contract"],
  vault: ["contract", "storage/sqlite", "storage/files"],
  release: ["contract", "domains", "storage/duckdb", "storage/files"],
  pipeline: [
    "contract",
    "privacy",
    "privacy/forecast",
    "privacy/odds",
    "domains",
    "territory",
    "storage/duckdb",
    "ledger",
    "vault",
  ],
  intake: ["contract", "http", "domains", "territory", "texts", "vault", "storage/files"],
  // Whoever signs tokens has nothing of the commons that takes them: no place may import it, and it imports no place with a record.
  issuer: ["contract", "http", "storage/sqlite", "storage/files"],
  portal: ["contract", "http", "domains", "territory", "texts", "release"],
  // The public side as files: what the portal answers, written to a folder.
  "portal/export": ["contract", "release", "portal", "storage/files"],
  // Checks what is public with arithmetic of its own: no pipeline, no ledger. Who makes an export again is an argument.
  verify: ["contract", "privacy/forecast", "territory", "storage/duckdb", "release", "portal/export"],
  // Partners' programs: four places, so that who answers from releases cannot reach who takes measures.
  partners: [],
  "partners/dialect": ["contract", "http", "domains"],
  "partners/keys": ["contract", "storage/sqlite", "storage/files", "partners/dialect"],
  "partners/read": ["contract", "http", "territory", "release", "portal", "partners/dialect"],
  "partners/write": ["contract", "http", "intake", "vault", "partners/dialect"],
  // The library: one commons, put together from what is above. The command line and the index stand on it.
  commons: [
    "contract",
    "privacy",
    "domains",
    "territory",
    "texts",
    "storage/sqlite",
    "storage/duckdb",
    "storage/files",
    "ledger",
    "ledger/log",
    "vault",
    "release",
    "verify",
    "intake",
    "pipeline",
    "partners/keys",
  ],
};
/** The composition roots, where clock, entropy and paths come in: they may import anything. */
const ROOTS = "^src/(cli/|index\\.ts$)";
const BROWSER = ["contract", "privacy/forecast", "privacy/areas", "privacy/odds", "domains", "territory", "texts", "importers"];

const places = Object.keys(MAY_IMPORT).join("|");
const list = (names) => (names.length === 0 ? "nothing of ours" : names.join(", "));
/** A place within another has a rule of its own: what is in it is not held to the other's. */
const within = (place) => Object.keys(MAY_IMPORT).filter((other) => other.startsWith(`${place}/`));

const goDown = Object.entries(MAY_IMPORT).map(([place, below]) => ({
  name: `${place.replace("/", "-")}-goes-down`,
  comment: `src/${place} may import ${list(below)}. Imports go down only: what it needs from elsewhere is an argument, or belongs lower.`,
  severity: "error",
  from: { path: `^src/${place}/`, ...(within(place).length > 0 ? { pathNot: `^src/(${within(place).join("|")})/` } : {}) },
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
      from: { path: "^(src/portal|src/partners/(dialect|read)|dashboards)/" },
      to: { path: "^src/(vault|storage/sqlite|ledger)/", reachable: true },
    },
    {
      name: "visitors-ask-no-sql",
      comment:
        "DuckDB is opened in src/storage/duckdb alone, and whoever answers visitors does not import it: what they send selects rows of frozen tables in memory, and is never part of a statement. SQL of one's own is for the browser and the command line.",
      severity: "error",
      from: { path: "^(src|dashboards)/", pathNot: "^src/storage/duckdb/|^dashboards/sql/" },
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
        "contract, privacy/forecast, domains, texts and importers run in the browser too: no module of Node. The texts themselves are files, and an argument.",
      severity: "error",
      from: { path: "^src/(contract|privacy/forecast|domains|texts|importers)/", pathNot: "^src/texts/files\\.ts$" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "pages-without-node",
      comment: "A page runs in the browser: it must not reach a module of Node, even through others.",
      severity: "error",
      from: { path: "^dashboards/", pathNot: "^dashboards/(vite\\.config|shell/plugin)\\.ts$" },
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

/** Mutants of what researchers ask: the sealed database, exact answers, the page's policy, the dictionary. */

const SEALED = "test/duckdb/sealed.test.ts";
const VERB = "test/cli/sql.test.ts";
const RESULTS = "test/tables/results.test.ts";

export const SQL = [
  {
    name: "a function that tells of the machine may stand in FROM",
    edits: [["src/duckdb/only-query.ts", '"duckdb_keywords",', '"duckdb_keywords", "duckdb_settings",']],
    tests: [SEALED],
  },
  {
    name: "a second statement is let through",
    edits: [["src/duckdb/only-query.ts", "if (parsed.statements?.length !== 1)", "if (parsed.statements?.length === 0)"]],
    tests: [SEALED],
  },
  {
    name: "what is no SELECT is let through",
    edits: [
      [
        "src/duckdb/only-query.ts",
        'throw refused("only queries are answered',
        'if (parsed.error) return;\n    throw refused("only queries are answered',
      ],
    ],
    tests: [SEALED],
  },
  {
    name: "a queried database may read files",
    edits: [["src/duckdb/sealed.ts", 'await run("SET enable_external_access = false");', ""]],
    tests: [SEALED],
  },
  {
    name: "an answer may be longer than its bound",
    edits: [["src/duckdb/sealed.ts", "length > bounds.rows", "length > 2 * bounds.rows"]],
    tests: [SEALED],
  },
  {
    name: "a long whole number becomes a double",
    edits: [["src/duckdb/exact.ts", "return value.value;", "return Number(value.value);"]],
    tests: [SEALED],
  },
  {
    name: "an empty text looks withheld in CSV",
    edits: [["src/tables/results.ts", 'text === "" || ', ""]],
    tests: [RESULTS],
  },
  {
    name: "JSON rounds what no double holds",
    edits: [["src/tables/results.ts", "Number.isSafeInteger(number) ? number : String(value)", "number"]],
    tests: [RESULTS],
  },
  {
    name: "a decimal's words overlap in Arrow",
    edits: [["src/cli/sql/arrow.ts", "BigInt(32 * word)", "BigInt(16 * word)"]],
    tests: [VERB],
  },
  {
    name: "a query's answer is written into a frozen release",
    edits: [["src/cli/verbs/sql.ts", "if (output !== undefined) refuseFrozen(output, subject);", ""]],
    tests: [VERB],
  },
  {
    name: "a revised publication is queried in place of its revision",
    edits: [["src/cli/sql/open.ts", "a.manifest.revision - b.manifest.revision", "b.manifest.revision - a.manifest.revision"]],
    tests: [VERB],
  },
  {
    name: "pages beside the SQL page may compile WebAssembly",
    edits: [["src/portal/security.ts", "path === ENGINE_PAGE", "path.startsWith(ENGINE_PAGE)"]],
    tests: ["test/portal/security.test.ts"],
  },
  {
    name: "the dictionary says that figures are of all homes",
    edits: [["src/tables/dictionary.ts", "tous les foyers participants", "tous les foyers"]],
    tests: ["test/portal/dictionary.test.ts"],
  },
];

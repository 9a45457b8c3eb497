import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** One step of the data flow: a SELECT whose file's name, without its number, is the table's name. */
interface SqlStep {
  readonly table: string;
  readonly kind: "view" | "table";
  readonly runs: Runs;
  readonly sql: string;
}

/**
 * When a query runs. Households are worked through shard by shard, up to the partial sums. Those are merged whenever many have
 * gathered, and at the end; what follows reads the merged sums once.
 */
const RUNS = ["on each shard", "when partial sums have gathered", "once"] as const;
export type Runs = (typeof RUNS)[number];

/** One promise: a SELECT that finds what breaks it. */
export interface PromiseQuery {
  readonly name: string;
  readonly promise: string;
  readonly runs: Runs;
  readonly sql: string;
}

/**
 * One query over many rows in place of several promises' own. It finds a row where one of these would, and only then are they
 * asked which promise is broken.
 */
export interface Pass extends PromiseQuery {
  /** names of the promises */
  readonly standsFor: readonly string[];
}

export interface Steps {
  readonly steps: readonly SqlStep[];
  readonly checks: readonly PromiseQuery[];
  readonly passes: readonly Pass[];
}

const FILE = /^\d+_([a-z_]+)\.sql$/;

/**
 * Reads `pipelines/*.sql` in the order of their numbers, `pipelines/checks/*.sql` and `pipelines/passes/*.sql`.
 *
 * @param folder the `pipelines` folder
 * @throws RangeError for a file whose name or header does not say what it is
 */
export function readSteps(folder: string): Steps {
  const files = (path: string) =>
    readdirSync(path)
      .filter((name) => name.endsWith(".sql"))
      .sort()
      .map((name) => ({ name, sql: readFileSync(join(path, name), "utf8") }));
  const steps = files(folder).map(({ name, sql }): SqlStep => {
    const table = FILE.exec(name)?.[1];
    const kind = header(sql, "kind");
    if (!table) throw new RangeError(`${name}: a step is named NN_table.sql`);
    if (kind !== "view" && kind !== "table")
      throw new RangeError(`${name}: its header must say "-- kind: view" or "-- kind: table"; got ${kind}`);
    return { table, kind, runs: runsOf(name, sql), sql };
  });
  const promises = (place: string) =>
    files(join(folder, place)).map(({ name, sql }): PromiseQuery => {
      const promise = header(sql, "promise");
      if (!promise) throw new RangeError(`${place}/${name}: its header must say "-- promise: …"`);
      return { name: name.replace(/\.sql$/, ""), promise, runs: runsOf(`${place}/${name}`, sql), sql };
    });
  const checks = promises("checks");
  const passes = promises("passes").map((pass): Pass => {
    const standsFor = header(pass.sql, "stands for")?.split(", ") ?? [];
    const passed = checks.filter(({ name, runs }) => runs === pass.runs && standsFor.includes(name));
    if (standsFor.length === 0 || passed.length !== standsFor.length)
      throw new RangeError(`passes/${pass.name}: its header must say "-- stands for: " and checks that run as it does`);
    return { ...pass, standsFor };
  });
  return { steps, checks, passes };
}

function runsOf(name: string, sql: string): Runs {
  const stated = header(sql, "runs");
  const runs = RUNS.find((one) => one === stated);
  if (!runs) throw new RangeError(`${name}: its header must say "-- runs: " and one of "${RUNS.join('", "')}"; got ${stated}`);
  return runs;
}

/** The text behind `-- key:` at the top of a SQL file. */
function header(sql: string, key: string): string | undefined {
  return new RegExp(`^-- ${key}:\\s*(.+)$`, "m").exec(sql)?.[1]?.trim();
}

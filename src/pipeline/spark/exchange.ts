import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeSync,
} from "node:fs";
import { basename, join } from "node:path";
import { ATTRIBUTE_NAMES, ATTRIBUTES } from "../../contract/attributes.ts";
import { Refusal } from "../../contract/problem.ts";
import { DuckError, literalPath, openDuck, quoteText } from "../../storage/duckdb/index.ts";
import { type ColumnLists, NO_AMOUNT, type SnapshotPage } from "../../vault/index.ts";
import { amountColumns, pagesOf, placesIn, type Snapshot } from "../shard-rows.ts";
import { type ReadingLists, type SEALED, sealedPlace } from "./script.ts";
import type { RunKey } from "./seal.ts";

type Kind = keyof typeof SEALED;

/** A run's folder in the exchange, which the machines of the cluster have as well. */
export interface RunFolder {
  /** names the run in all that is sealed */
  readonly run: string;
  readonly folders: Readonly<Record<Kind, string>>;
}

/** How much was handed over to Spark. The counts are exact: nobody else may learn them. */
export interface HandedCounts {
  readonly rows: bigint;
  /** measures of all households */
  readonly measures: bigint;
  /** bytes of the sealed lines */
  readonly bytes: number;
}

/** @throws Refusal `engine-missing` */
export function openExchange(exchange: string): string {
  if (!existsSync(exchange))
    throw new Refusal(
      "engine-missing",
      `${exchange} must be a folder that all machines of the cluster have, or a bucket of its that is mounted here`,
    );
  return realpathSync(exchange);
}

/** Prefix of the names of a run's folders, in the exchange and beside the driver. */
export const runPrefix = (commons: string) => `voisinage-spark-${commons}-`;

/**
 * Deletes what a run of this commons left that was killed. Nobody has its key any more. A commons makes one publication at a
 * time, so that no folder found here can belong to a run that still goes on.
 */
export function sweepRuns(place: string, commons: string): void {
  for (const name of readdirSync(place))
    if (name.startsWith(runPrefix(commons))) rmSync(join(place, name), { recursive: true, force: true });
}

export function makeRunFolder(exchange: string, commons: string): RunFolder {
  const folder = mkdtempSync(join(exchange, runPrefix(commons)));
  const pathOf = (kind: Kind) => join(folder, kind);
  mkdirSync(pathOf("households"));
  return {
    run: basename(folder),
    folders: { households: pathOf("households"), partials: pathOf("partials"), receipt: pathOf("receipt") },
  };
}

/** The run's folders as the cluster calls them. */
export function foldersOf({ run, folders }: RunFolder, exchangeUrl: string | undefined): RunFolder["folders"] {
  const urlOf = (kind: Kind) => (exchangeUrl === undefined ? `file://${folders[kind]}` : `${exchangeUrl}/${run}/${kind}`);
  return { households: urlOf("households"), partials: urlOf("partials"), receipt: urlOf("receipt") };
}

export function wipeRunFolder({ folders }: RunFolder): void {
  // Executors of a run that was ended may write for a moment more.
  rmSync(join(folders.households, ".."), { recursive: true, force: true, maxRetries: 20 });
}

/** Approximate bytes of a file of households: Spark splits larger ones. */
const FILE_BYTES = 64_000_000;
const BUFFER_BYTES = 1_000_000;
/**
 * Lines are padded to a multiple of this. Their length then tells roughly how many readings a household has, and nothing of their
 * size.
 */
const LINE_STEP = 128;

/**
 * Seals the households of a snapshot, a line each, numbered by their place in it. All lines are on the exchange when this
 * returns.
 *
 * @param refuseBeyond called with each number of households, before anybody else has the key; throws where sums could overflow
 * @throws Refusal `internal` for an area that is no leaf
 */
export async function writeHouseholds(
  { run, folders }: RunFolder,
  key: RunKey,
  snapshot: Snapshot,
  lists: ColumnLists,
  refuseBeyond: (households: bigint) => void,
): Promise<HandedCounts> {
  const leaves = new Set<string | undefined>(lists.areas);
  const file = filesOf(folders.households);
  let [rows, measures] = [0n, 0n];
  try {
    for await (const page of pagesOf(snapshot, lists))
      for (const household of householdsOf(page, lists)) {
        if (!leaves.has(household.a))
          throw new Refusal("internal", "a household lives in an area that is no leaf. Nothing was drawn");
        const text = JSON.stringify({ h: Number(rows), ...household });
        const line = text.padEnd(Math.ceil(text.length / LINE_STEP) * LINE_STEP);
        file.add((name) => key.seal(line, sealedPlace(run, "households", name)).toString("base64"));
        rows += 1n;
        measures += BigInt(household.r.length);
        refuseBeyond(rows);
      }
    return { rows, measures, bytes: file.bytes() };
  } finally {
    file.end();
  }
}

/**
 * The households of a page as they are handed over: leaf, attributes, and for each measure that the publication uses its place and
 * its amounts, as `donated` has them, without those at the end that were not given.
 */
function* householdsOf({ lists, columns }: SnapshotPage, to: ReadingLists) {
  const keyOf = ({ domain, measure }: ReadingLists["measures"][number]) => `${domain}.${measure}`;
  const measures = placesIn(lists.measures.map(keyOf), to.measures.map(keyOf));
  const places = amountColumns(to.periods).map(({ period }) => lists.periods.indexOf(period));
  let end = 0;
  for (let i = 0; i < columns.areas.length; i++) {
    const begin = end;
    end += columns.given[i] as number;
    const given: number[][] = [];
    for (let row = begin; row < end; row++) {
      const measure = measures[columns.measures[row] as number];
      if (measure === undefined) continue;
      const amounts = places.map((place) => columns.amounts[place]?.[row] ?? NO_AMOUNT);
      const last = amounts.findLastIndex((amount) => amount !== NO_AMOUNT);
      given.push([measure, ...amounts.slice(0, last + 1).map(Number)]);
    }
    const first = i * ATTRIBUTE_NAMES.length;
    const values = ATTRIBUTE_NAMES.map((name, n) => ATTRIBUTES[name][columns.attributes[first + n] as number]);
    yield { a: lists.areas[columns.areas[i] as number], t: values, r: given };
  }
}

/** Writes lines to files, one after the other. A full file is synced to disk and closed. */
function filesOf(folder: string) {
  let [number, bytes, size, totalBytes] = [0, 0, 0, 0];
  let lines: string[] = [];
  let name = "";
  let handle: number | null = null;
  const flush = () => {
    if (handle !== null && lines.length > 0) writeSync(handle, lines.join(""));
    lines = [];
    size = 0;
  };
  const close = () => {
    if (handle === null) return;
    try {
      flush();
      fsyncSync(handle);
    } finally {
      closeSync(handle);
      handle = null;
    }
  };
  return {
    /** @param line makes the line from its file's name, to which it is bound */
    add: (line: (name: string) => string) => {
      if (handle === null) {
        name = `part-${String(number++).padStart(6, "0")}`;
        handle = openSync(join(folder, name), "wx");
        bytes = 0;
      }
      const text = `${line(name)}\n`;
      lines.push(text);
      bytes += text.length;
      totalBytes += text.length;
      size += text.length;
      if (size >= BUFFER_BYTES) flush();
      if (bytes >= FILE_BYTES) close();
    },
    bytes: () => totalBytes,
    end: close,
  };
}

/**
 * Opens the sealed texts of one kind that Spark wrote back.
 *
 * @throws Refusal `exchange-damaged` where the folder is not whole, or holds anything that this run did not seal
 */
export async function* returnedTexts(
  { run, folders }: RunFolder,
  key: RunKey,
  kind: "partials" | "receipt",
): AsyncGenerator<string> {
  const folder = folders[kind];
  if (!existsSync(join(folder, "_SUCCESS"))) throw exchangeFault(`the ${kind} of a run were not written to their end`);
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(".parquet"))
    .map((name) => join(folder, name));
  if (files.length === 0) return;
  const duck = await openDuck({ folders: [folder] });
  try {
    const paths = files.map((file) => quoteText(literalPath(file))).join(", ");
    for await (const rows of duck.stream<{ sealed: string }>(
      `SELECT to_base64(sealed) AS sealed FROM read_parquet([${paths}])`,
    )) {
      for (const { sealed } of rows) {
        let text: string;
        try {
          text = key.open(Buffer.from(sealed, "base64"), sealedPlace(run, kind));
        } catch {
          throw exchangeFault(`something among the ${kind} was not sealed by this run`);
        }
        yield text;
      }
    }
  } catch (error) {
    throw error instanceof DuckError ? exchangeFault(`a file among the ${kind} cannot be read`) : error;
  } finally {
    duck.close();
  }
}

export function exchangeFault(what: string): Refusal {
  return new Refusal("exchange-damaged", `${what}. Nothing was drawn; asked for again, it is made anew`);
}

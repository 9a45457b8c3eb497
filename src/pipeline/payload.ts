// The form in which a publication's draw is stored. It holds nothing of a withheld cell but its fate.

import { createHash } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";
import { z } from "zod";
import { canonicalJson } from "../contract/canonical.ts";
import { Refusal } from "../contract/problem.ts";
import type { NoisyCell } from "./mechanism.ts";

/** The fate of a measured cell: published, too few households (or none), or withheld to protect another. */
export type CellFate = "published" | "few" | "protecting";

/** The stored draw of a publication: published cells' noisy integers and the fate of every cell. */
export interface Draw {
  /** sha256 of the settings and the territory that it was drawn under: with others its integers mean something else */
  readonly basis: string;
  readonly cells: readonly DrawnCell[];
}

export type DrawnCell =
  | { readonly fate: "published"; readonly count: bigint; readonly sum: bigint; readonly bins: readonly bigint[] | null }
  | { readonly fate: "few" | "protecting" };

/** A withheld cell's draw is dropped here, before anything is stored. */
export function makeDraw(basis: string, noisy: readonly NoisyCell[], fates: readonly CellFate[]): Draw {
  const cells = noisy.map((cell, i): DrawnCell => {
    const fate = fates[i] as CellFate;
    return cell && fate === "published" ? { fate, ...cell } : { fate: fate === "protecting" ? "protecting" : "few" };
  });
  return { basis, cells };
}

const SCHEMA = "voisinage-draw/2";
const FATES = { few: "F", protecting: "D" } as const;
const integer = z.string().regex(/^-?\d+$/);
const storedDraw = z.strictObject({
  schema: z.literal(SCHEMA),
  basis: z.string(),
  /** F: few, D: withheld to protect another; else [count, sum, …bins] */
  cells: z.array(z.union([z.enum(["F", "D"]), z.array(integer)])),
});

/** The draw as bytes, and its digest for the ledger. */
export function encodeDraw(draw: Draw) {
  const cells = draw.cells.map((cell) => (cell.fate === "published" ? integersOf(cell) : FATES[cell.fate]));
  return { payload: gzipSync(JSON.stringify({ schema: SCHEMA, basis: draw.basis, cells })), digest: digestOf(draw) };
}

/** @throws Refusal `ledger-broken` when it is not the draw that the ledger names */
export function decodeDraw(payload: Uint8Array, digest: string): Draw {
  try {
    const draw = readDraw(payload);
    if (digestOf(draw) === digest) return draw;
  } catch {
    // An unreadable payload cannot be the ledger's draw.
  }
  throw new Refusal("ledger-broken", "the stored measurements are not those that the ledger names");
}

/** sha256 of the fates of all cells, in the cube's order: P, F or D each. They are public, cell by cell, in the release. */
export function fatesDigest(draw: Draw): string {
  return sha256(draw.cells.map(({ fate }) => (fate === "published" ? "P" : FATES[fate])).join(""));
}

/**
 * Digest of a draw, which the chain keeps. It covers the content and not a file's bytes, and the fates apart from the published
 * integers, so that whoever has a release can compute it again from the noisy tables.
 */
function digestOf(draw: Draw): string {
  const published = draw.cells.flatMap((cell) => (cell.fate === "published" ? [integersOf(cell)] : []));
  return sha256(canonicalJson([SCHEMA, draw.basis, fatesDigest(draw), published]));
}

function integersOf({ count, sum, bins }: DrawnCell & { fate: "published" }): string[] {
  return [count, sum, ...(bins ?? [])].map(String);
}

function readDraw(payload: Uint8Array): Draw {
  const { basis, cells } = storedDraw.parse(JSON.parse(gunzipSync(payload).toString()));
  return {
    basis,
    cells: cells.map((cell): DrawnCell => {
      if (typeof cell === "string") return { fate: cell === "F" ? "few" : "protecting" };
      const [count, sum, ...bins] = cell.map(BigInt) as [bigint, bigint, ...bigint[]];
      return { fate: "published", count, sum, bins: bins.length > 0 ? bins : null };
    }),
  };
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

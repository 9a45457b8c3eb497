import { createHash } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";
import { z } from "zod";
import { Refusal } from "../contract/problem.ts";
import type { NoisyCell } from "./mechanism.ts";

/** What became of a measured cell: published, too few households (or none), or withheld to protect another. */
export type CellFate = "published" | "few" | "protecting";

/** What is stored of a publication's draw: published cells' noisy integers, and the fate of every cell. */
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

const integer = z.string().regex(/^-?\d+$/);
const stored = z.strictObject({
  schema: z.literal("voisinage-draw/1"),
  basis: z.string(),
  /** F: few, D: withheld to protect another; else [count, sum, …bins] */
  cells: z.array(z.union([z.enum(["F", "D"]), z.array(integer)])),
});

/** The draw as bytes, and their sha256 for the ledger. */
export function encodeDraw(draw: Draw): { payload: Uint8Array; digest: string } {
  const cells = draw.cells.map((cell) =>
    cell.fate === "published" ? [cell.count, cell.sum, ...(cell.bins ?? [])].map(String) : cell.fate === "few" ? "F" : "D",
  );
  const payload = gzipSync(JSON.stringify({ schema: "voisinage-draw/1", basis: draw.basis, cells }));
  return { payload, digest: digestOf(payload) };
}

/**
 * @throws Refusal `ledger-broken` when the bytes are not those that the ledger names
 */
export function decodeDraw(payload: Uint8Array, digest: string): Draw {
  if (digestOf(payload) !== digest)
    throw new Refusal("ledger-broken", "the stored measurements are not those that the ledger names");
  const parsed = stored.parse(JSON.parse(gunzipSync(payload).toString()));
  const cells = parsed.cells.map((cell): DrawnCell => {
    if (cell === "F") return { fate: "few" };
    if (cell === "D") return { fate: "protecting" };
    const [count, sum, ...bins] = cell.map(BigInt) as [bigint, bigint, ...bigint[]];
    return { fate: "published", count, sum, bins: bins.length > 0 ? bins : null };
  });
  return { basis: parsed.basis, cells };
}

function digestOf(payload: Uint8Array): string {
  return createHash("sha256").update(payload).digest("hex");
}

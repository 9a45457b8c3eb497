import type { Json } from "../contract/canonical.ts";
import type { Manifest, PrivacyReport } from "../contract/manifest.ts";
import type { Finding } from "../release/folder.ts";
import { canonicalHash } from "../release/hash.ts";
import { type CheckedTables, cellOf, grouped } from "./rows.ts";
import { termsDigest } from "./terms.ts";

/**
 * Is what the chain says that the integers mean what the release says of them: settings, territory, types and mechanisms?
 *
 * @param settings as the manifest's file has them
 */
export function basisFindings(manifest: Manifest, settings: Json, { mechanisms }: PrivacyReport): Finding[] {
  const digest = canonicalHash([termsDigest(manifest, settings), mechanisms as unknown as Json]);
  if (digest === manifest.draw.basis) return [];
  const detail = `draw.basis is ${manifest.draw.basis}; settings, territory, measures and the report's mechanisms make ${digest}`;
  return [{ file: "manifest.json", promise: "what the draw means", detail }];
}

/** Are the noisy integers of the tables those that the chain said were drawn, before anything was made of them? */
export function drawFindings({ id, draw }: Manifest, { ledger }: PrivacyReport, tables: CheckedTables): Finding[] {
  const drawn = ledger.find((entry) => entry.kind === "drawn" && entry.publication === id);
  if (drawn?.kind !== "drawn") return [];
  const bins = grouped(tables.distributions, cellOf);
  const published = [...grouped(tables.measurements, cellOf)].map(([cell, rows]) => {
    const noisy = (quantity: string) => rows.filter(({ QUANTITY }) => QUANTITY === quantity).map(({ NOISY }) => String(NOISY));
    const histogram = [...(bins.get(cell) ?? [])].sort((a, b) => a.BIN - b.BIN).map(({ NOISY }) => String(NOISY));
    return [...noisy("COUNT"), ...noisy("CENTRED_SUM"), ...histogram];
  });
  const digest = canonicalHash(["voisinage-draw/2", draw.basis, draw.fates, published]);
  if (digest === drawn.digest) return [];
  const detail = `with the manifest's draw they make the digest ${digest}; the ledger's entry ${drawn.seq} says ${drawn.digest}`;
  return [{ file: "measurements.parquet", promise: "the draw that was logged", detail }];
}

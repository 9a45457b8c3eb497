import { z } from "zod";
import { commonsId, hash, ledgerEntrySchema, type SigningJwk, signingJwk, thumbprintSchema, wholeTerms } from "./chain.ts";

/** The `typ` header of each kind of signature (RFC 8725, 3.11), so that one of a kind cannot pass for another. */
export const SIGNATURE_TYPES = {
  checkpoint: "voisinage-checkpoint+jws",
  manifest: "voisinage-manifest+jws",
  key: "voisinage-key+jws",
} as const;
export type SignedKind = keyof typeof SIGNATURE_TYPES;

/** `manifest.jws` beside `manifest.json`: a detached JWS (RFC 7515, appendix F) of its bytes. */
export const MANIFEST_SIGNATURE = "manifest.jws";
export const LOG_FILE = "log/log.json";

/**
 * What the operator signs of the log: how far it had come. It follows from the entries, so that two checkpoints of one size are
 * equal, or the log forked.
 */
export const checkpointSchema = z.strictObject({
  schema: z.literal("voisinage-checkpoint/1"),
  commons: commonsId,
  /** entries, ≥ 1 */
  size: z.number().int().min(1),
  /** hash of the last one, which covers all of them */
  head: hash,
  /** day of the last one */
  at: z.iso.datetime(),
});
export type Checkpoint = z.infer<typeof checkpointSchema>;

/** A public key as `/v1/log/keys` lists it (RFC 7517); `kid` is its thumbprint. */
const listedKey = z.strictObject({
  ...signingJwk.shape,
  kid: thumbprintSchema,
  alg: z.literal("EdDSA"),
  use: z.literal("sig"),
});
export type ListedKey = z.infer<typeof listedKey>;

/** Terms that follow others in the chain, for people: what differs, and from when. It follows from the chain. */
const announcement = z.strictObject({
  /** number of the entry */
  seq: z.number().int(),
  /** day of the entry */
  at: z.iso.datetime(),
  /** calendar year of readings from which it is in force; the year of its day where it is in force at once */
  year: z.number().int(),
  /** the new terms, whole */
  settings: wholeTerms.nullable(),
  /** sha256 of the new territory; null: it stands */
  territory: hash.nullable(),
  /** each setting that differs, as canonical JSON; null: it is absent */
  changes: z.array(z.strictObject({ setting: z.string(), was: z.string().nullable(), is: z.string().nullable() })),
});
export type AnnouncedChange = z.infer<typeof announcement>;

/** `log/log.json` and `/v1/log`: the whole public log, or a page of it. */
export const logSchema = z.strictObject({
  schema: z.literal("voisinage-log/1"),
  commons: commonsId,
  /** entries of the whole log */
  size: z.number().int(),
  /** a JWS of `Checkpoint`; null: the commons has no key yet */
  checkpoint: z.string().max(2000).nullable(),
  /** every key that the log names, the newest first */
  keys: z.array(listedKey),
  announcements: z.array(announcement),
  entries: z.array(ledgerEntrySchema),
  /** the address of the next page; null, and absent in the file: this is the last */
  next: z.string().nullable().optional(),
});
export type PublicLog = z.infer<typeof logSchema>;

/** What the former key signs when another follows it. */
export function keyClaim(commons: string, successor: string, replaces: string) {
  return { schema: "voisinage-key/1", commons, key: successor, replaces } as const;
}

/** The members of which a thumbprint is the sha256, as RFC 7638 orders them. */
export function thumbprintText({ crv, kty, x }: SigningJwk): string {
  return JSON.stringify({ crv, kty, x });
}

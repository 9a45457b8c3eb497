import { z } from "zod";
import { canonicalJson, type Json } from "./canonical.ts";
import { LEAST_K, type Terms, termsSchema } from "./settings.ts";

export const hash = z.string().regex(/^[0-9a-f]{64}$/);
/** An exact amount, `numerator/denominator`. */
export const fraction = z
  .string()
  .regex(
    /^\d{1,1000}\/(?=0*[1-9])\d{1,1000}$/,
    "an amount is numerator/denominator of at most 1000 digits, and nothing is divided by 0",
  );

/** What tells one commons from every other: 32 hexadecimal digits, drawn once for its home. */
export const commonsId = z.string().regex(/^[0-9a-f]{32}$/);
/** The id of a commons in memory, which has no home: it signs nothing, and nobody but its process sees it. */
export const NO_HOME = "0".repeat(32);

/**
 * Fields of every entry. `year` is a calendar year of readings; for a key, a breach or a search it is the year of its day. `hash` covers
 * all other fields, among them `previous`, and so all that came before.
 */
const linked = {
  seq: z.number().int(),
  commons: commonsId,
  year: z.number().int(),
  /** midnight UTC of the day: finer times would tell how long a run was. A draw carries the day of its debit. */
  at: z.iso.datetime(),
  previous: hash,
  hash,
};

/** Before a year's first debit: what the year may spend, and on which terms. */
const opened = z.strictObject({
  ...linked,
  kind: z.literal("opened"),
  /** per household, all measures together; where odds were stated, what ρ converts to, rounded up */
  epsilon: z.number(),
  /** stated instead of ε: the bets of 100 on one household that anybody wins at best. Absent: ε was stated */
  odds: z.number().optional(),
  /** exact, and what binds: ρ that converts to at most ε, and gives nobody better odds than those stated */
  rho: fraction,
  /** the part of δ for the conversion of ρ to (ε, δ), and δ′ of all gates: δ of the year is their sum */
  conversion: fraction,
  gates: fraction,
  /** L, the most measure streams of one household that count */
  streams: z.number().int().min(1),
  k: z.number().int().min(LEAST_K),
  /** sha256 of the settings that share out the year, of the territory, and of what a cell holds */
  terms: hash,
});

/** Before a draw: what it will cost. */
const debit = z.strictObject({
  ...linked,
  kind: z.literal("debit"),
  publication: z.string(),
  /** exact amounts by `domain.measure`: ρ of the measure, and δ′ of its gates */
  charges: z.record(z.string(), z.strictObject({ rho: fraction, delta: fraction })),
  /** most measure streams of one household that count: what a household pays is the sum over its `streams` dearest */
  streams: z.number().int().min(1),
  digest: z.null(),
});

/** Once the noisy measurements are stored. */
const drawn = z.strictObject({
  ...linked,
  kind: z.literal("drawn"),
  publication: z.string(),
  charges: z.record(z.string(), z.never()),
  streams: z.number().int().min(1),
  /** sha256 of the stored measurements */
  digest: hash,
});

/** Nothing is debited to the year any more; what is left of it is forfeited. */
const closed = z.strictObject({ ...linked, kind: z.literal("closed") });

/** The operator does not know what the year has cost: all that its opening allowed counts as spent. */
const assumed = z.strictObject({
  ...linked,
  kind: z.literal("assumed"),
  /** what was left, and is counted as spent: ρ, and δ′ of gates */
  rho: fraction,
  delta: fraction,
});

/** Terms with every default written out, as a reader who knows other defaults must have them. */
function isWhole(value: unknown): boolean {
  const { success, data } = termsSchema.safeParse(value);
  if (!success || !data.measures || !data.calendar || data.streams === undefined) return false;
  return canonicalJson(data as Json) === canonicalJson(value as Json);
}
export const wholeTerms = z.custom<Terms>(isWhole, "terms must be whole and within their bounds");

/**
 * The terms of publications of `year` and later, whole, until an entry of the same year or a later one states others: every
 * default is written out, so that a later default cannot change them. No entry names a person.
 */
const terms = z.strictObject({
  ...linked,
  kind: z.literal("terms"),
  terms: wholeTerms,
  /** sha256 of the territory */
  territory: hash,
});

/** The operator's public signing key (RFC 8037), written in the one way that is canonical: 32 bytes. */
export const signingJwk = z.strictObject({
  kty: z.literal("OKP"),
  crv: z.literal("Ed25519"),
  x: z.string().regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/),
});
export type SigningJwk = z.infer<typeof signingJwk>;
/** sha256 of a key's members as RFC 7638 writes them, base64url: the name of the key. */
export const thumbprintSchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** Checkpoints and manifests after this entry are signed under this key. */
const key = z.strictObject({
  ...linked,
  kind: z.literal("key"),
  jwk: signingJwk,
  thumbprint: thumbprintSchema,
  /** the key that it follows; null: it is the first */
  replaces: thumbprintSchema.nullable(),
  /** the former key cannot sign any more: nobody but the operator vouches for this one */
  lost: z.boolean(),
  /** a JWS of `keyClaim` by the former key; null: there is none, or it is lost */
  proof: z.string().max(1000).nullable(),
});

/** The release is frozen: nothing else is called by its name. The entry carries the day of the release's draw. */
const released = z.strictObject({
  ...linked,
  kind: z.literal("released"),
  publication: z.string(),
  /** sha256 of its manifest.json, and so of all its files */
  manifest: hash,
});

/** People were told of a breach of personal data. */
const breach = z.strictObject({
  ...linked,
  kind: z.literal("breach"),
  /** number of the statement */
  number: z.number().int().min(1),
  /** sha256 of the canonical JSON of what they were told */
  notice: hash,
});

/**
 * At a person's request, the operator looked for a contribution without its key. Nothing of the request is said, nor what was found:
 * it stands before the vault is read, so that how many there were can be held against the operator's own record of requests.
 */
const search = z.strictObject({
  ...linked,
  kind: z.literal("search"),
  /** number of the search */
  number: z.number().int().min(1),
});

/** One entry of the public chain. */
export const ledgerEntrySchema = z.discriminatedUnion("kind", [
  opened,
  debit,
  drawn,
  closed,
  assumed,
  terms,
  key,
  released,
  breach,
  search,
]);
export type LedgerEntry = z.infer<typeof ledgerEntrySchema>;
export type EntryOf<Kind extends LedgerEntry["kind"]> = Extract<LedgerEntry, { kind: Kind }>;

/** The entries of one kind, oldest first. */
export function ofKind<Kind extends LedgerEntry["kind"]>(entries: readonly LedgerEntry[], kind: Kind): EntryOf<Kind>[] {
  return entries.filter((entry): entry is EntryOf<Kind> => entry.kind === kind);
}

import { z } from "zod";
import { EPOCH_NAME } from "./epoch.ts";
import { sentenceSchema } from "./operator.ts";

/** Name of a commons in tokens. Like an epoch's name, it holds no separator of a token. */
const COMMONS_NAME = /^[a-z0-9][a-z0-9-]{0,62}$/;
/** https, or http on this machine; no path. */
export const ORIGIN = /^(https:\/\/[a-z0-9.-]+|http:\/\/(127\.0\.0\.1|localhost|\[::1\]))(:\d{1,5})?$/;
/** A modulus of 2048 or 3072 bits, its first bit set: base64url of 256 or 384 bytes, written in the one way that is canonical. */
const MODULUS = /^[g-z0-9_-]([A-Za-z0-9_-]{340}[Qw]|[A-Za-z0-9_-]{511})$/;

/** The public key of one epoch. Every token of the epoch verifies under it. */
const publicKeySchema = z.strictObject({
  kty: z.literal("RSA"),
  n: z.string().regex(MODULUS, "a modulus has 2048 or 3072 bits, in base64url"),
  e: z.literal("AQAB"),
});
export type PublicKey = z.infer<typeof publicKeySchema>;

/** An epoch: one token an account, good from `from` until the day before `until` (UTC). */
const epochSchema = z
  .strictObject({
    epoch: z.string().regex(EPOCH_NAME, "an epoch is named by letters, digits and -"),
    from: z.iso.date(),
    until: z.iso.date(),
    jwk: publicKeySchema,
  })
  .refine(({ from, until }) => from < until, { message: "an epoch must end after it begins", path: ["until"] });
export type Epoch = z.infer<typeof epochSchema>;

/**
 * Who may begin a contribution over HTTP: whoever has a token that the issuer signed blindly. Absent: everybody. The keys are
 * part of the settings, so that a key made for one person would be noticed: a page blinds under no other.
 */
export const eligibilitySchema = z
  .strictObject({
    /** names this commons in every token */
    commons: z.string().regex(COMMONS_NAME, "a commons is named by small letters, digits and -"),
    /** where tokens are signed */
    issuer: z.string().regex(ORIGIN, "an issuer is an origin: https, or http on this machine, without a path"),
    /** who answers for the issuer, and how to reach them, for people to read */
    run_by: sentenceSchema.optional(),
    keys: z.array(epochSchema).min(1).max(64),
  })
  .superRefine(({ keys }, context) => {
    const earlier = (i: number, test: (before: Epoch) => boolean) => keys.slice(0, i).some(test);
    keys.forEach(({ epoch, from, until, jwk }, i) => {
      const refuse = (field: string, message: string) => context.addIssue({ code: "custom", path: ["keys", i, field], message });
      if (earlier(i, (before) => before.epoch === epoch)) refuse("epoch", "an epoch must be named once");
      // A blind signer does not see what it signs: a token of one epoch could claim the other.
      if (earlier(i, (before) => before.jwk.n === jwk.n)) refuse("jwk", "each epoch must have a key of its own");
      if (earlier(i, (before) => from < before.until && before.from < until)) refuse("from", "epochs must not overlap");
    });
  });
export type Eligibility = z.infer<typeof eligibilitySchema>;

import { EPOCH_NAME } from "../epoch.ts";
import { fromBase64url, toBase64url } from "./base64url.ts";

/** Random bytes that tell one token from another. */
export const NONCE_BYTES = 32;
/** Random bytes that RFC 9474's `PrepareRandomize` puts before a message. */
export const PREFIX_BYTES = 32;

/** Presented once, with a new contribution. It names its epoch and nothing about a person. */
export interface Token {
  readonly epoch: string;
  readonly nonce: Uint8Array;
  /** the randomizer of RFC 9474, drawn with the blinding */
  readonly prefix: Uint8Array;
  readonly signature: Uint8Array;
}

/** What a token's signature covers, before RFC 9474's preparation: this commons, this epoch, this token. */
export function tokenMessage(commons: string, { epoch, nonce }: Pick<Token, "epoch" | "nonce">): Uint8Array {
  return Uint8Array.of(...new TextEncoder().encode(`voisinage-eligibility/1\n${commons}\n${epoch}\n`), ...nonce);
}

/** The prepared message, which is blinded, signed and verified. */
export function preparedOf(commons: string, token: Omit<Token, "signature">): Uint8Array {
  return Uint8Array.of(...token.prefix, ...tokenMessage(commons, token));
}

/** A token as the header `Eligibility` carries it: `v1.EPOCH.NONCE.PREFIX.SIGNATURE`, bytes in base64url. */
export function formatToken({ epoch, nonce, prefix, signature }: Token): string {
  return ["v1", epoch, toBase64url(nonce), toBase64url(prefix), toBase64url(signature)].join(".");
}

/** Reads a token from its text; null where the text is not one. Its signature is not checked. */
export function parseToken(text: string): Token | null {
  const [version, epoch = "", ...parts] = text.split(".");
  const [nonce, prefix, signature, rest] = parts.map(fromBase64url);
  if (version !== "v1" || !EPOCH_NAME.test(epoch) || rest !== undefined || !nonce || !prefix || !signature) return null;
  if (nonce.length !== NONCE_BYTES || prefix.length !== PREFIX_BYTES) return null;
  return { epoch, nonce, prefix, signature };
}

import { Refusal } from "../contract/problem.ts";
import type { VaultContext } from "./context.ts";
import { hmac } from "./keys.ts";

/** A step of the vault's schema. */
export const TOKEN_STEP = `
  -- Eligibility tokens that began a contribution. Nothing says which one, or when; rows lie in the order of the HMAC.
  CREATE TABLE burnt (
    token BLOB PRIMARY KEY                  -- HMAC-SHA-256 of what the token covers, 32 bytes
  ) WITHOUT ROWID;
`;

/** Burns a token, inside the transaction that stores what it admits. @throws Refusal `token-spent`, before anything is written */
export function tokenBurner({ store, keys }: VaultContext): (token: Uint8Array) => void {
  const burn = store.prepare<[Buffer]>("INSERT INTO burnt (token) VALUES (?) ON CONFLICT DO NOTHING");
  return (token) => {
    if (burn.run(hmac(keys.token, token)).changes === 0)
      throw new Refusal("token-spent", "this eligibility token has begun a contribution; a token begins one");
  };
}

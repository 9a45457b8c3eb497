import type { Schema } from "../../storage/sqlite/index.ts";

/** Keys of partners. No secret is in it: from a hash of 256 random bits nobody gets back to them. */
export const KEYS_SCHEMA: Schema = [
  `
  CREATE TABLE partner_key (
    id           TEXT PRIMARY KEY,          -- 8 hexadecimal digits: the key's public name
    hash         BLOB NOT NULL UNIQUE,      -- SHA-256 of the key, 32 bytes
    organisation TEXT NOT NULL,
    may          TEXT NOT NULL,             -- JSON list of actions
    measures     TEXT,                      -- JSON list of measure names; null: all
    rate         INTEGER NOT NULL,          -- requests a minute
    attests      TEXT,                      -- version of the consent's text that the organisation attests; null: none
    created      TEXT NOT NULL,             -- YYYY-MM-DD UTC, as all days here
    expires      TEXT,                      -- the first day on which it opens nothing; null: never
    used         TEXT,                      -- the last day on which it opened anything, and nothing finer
    revoked      TEXT                       -- since when it opens nothing; null: it stands
  ) WITHOUT ROWID;
  `,
];

import type { Schema } from "../storage/sqlite/index.ts";

/** The vault's tables. What a household sent is only ever in a sealed column (`sealed`, `objection`, `consent`, `line`). */
export const VAULT_SCHEMA: Schema = [
  `
  -- Facts of the vault itself: 'key_check' (32 bytes), 'month_seen', 'clock_doubt' (months.ts), 'erasures_asked', 'erasures_paid' (counts, as text), 'probe' (0 or 1 in turn), 'touched' (the file of acts knows one).
  CREATE TABLE fact (
    name  TEXT PRIMARY KEY,
    value BLOB NOT NULL
  ) WITHOUT ROWID;

  -- Each donor's own key. A row is overwritten in place by 60 zero bytes and used again, never deleted:
  -- moving rows between pages could leave a copy behind; an overwrite of the same length moves nothing. So a row also shows
  -- for good that somebody contributed once (Vault.isTouched).
  CREATE TABLE key_slot (
    donor   INTEGER PRIMARY KEY,            -- number of the slot, and of the donor who has it
    wrapped BLOB NOT NULL                   -- AES-256-GCM under the operator's wrapping key: 12 bytes IV, 32 key, 16 tag; binds the donor's id and lookup
  );

  -- Slots whose key was destroyed.
  CREATE TABLE free_slot (
    donor INTEGER PRIMARY KEY REFERENCES key_slot (donor)
  );

  CREATE TABLE donor (
    donor  INTEGER PRIMARY KEY REFERENCES key_slot (donor),
    id     BLOB NOT NULL,                   -- 16 random bytes; bound to all that is sealed for this donor
    lookup BLOB NOT NULL UNIQUE,            -- HMAC-SHA-256 of the receipt, 32 bytes; bound to the donor's key
    unit   BLOB NOT NULL UNIQUE,            -- privacy unit: id encrypted under the key of units, 16 bytes
    paused INTEGER NOT NULL DEFAULT 0       -- 1: keep, but use in no publication
  );

  CREATE TABLE donation (
    donor      INTEGER NOT NULL REFERENCES donor (donor),
    seq        INTEGER NOT NULL,            -- 0 for the first, then counting up; the larger amends the smaller
    received   INTEGER NOT NULL,            -- months since 1970-01 UTC, by the vault's clock; retention counts from here; bound to sealed
    repetition BLOB,                        -- tag in table repetition; null: sent without an idempotency string
    sealed     BLOB NOT NULL,               -- AES-256-GCM under the donor's key
    PRIMARY KEY (donor, seq)
  ) WITHOUT ROWID;

  -- What counts for a household in a calendar year, frozen at its first use.
  CREATE TABLE year_use (
    donor  INTEGER NOT NULL REFERENCES donor (donor),
    year   INTEGER NOT NULL,                -- calendar year of the readings
    sealed BLOB NOT NULL,                   -- AES-256-GCM under the donor's key: attributes, measure streams
    PRIMARY KEY (donor, year)
  ) WITHOUT ROWID;

  -- Idempotency strings that were used. After a withdrawal or retention only the tag stays: it shows that a line
  -- of a file was read before, so that reading the file again does not bring back a withdrawn household.
  CREATE TABLE repetition (
    tag    BLOB PRIMARY KEY,                -- first 16 bytes of the HMAC-SHA-256 of the string
    digest BLOB                             -- first 16 bytes of the HMAC-SHA-256 of the donation; null: erased
  ) WITHOUT ROWID;

  -- How many households withdrew, and nothing else about them.
  CREATE TABLE withdrawal (
    month      TEXT PRIMARY KEY,            -- YYYY-MM, UTC
    households INTEGER NOT NULL
  ) WITHOUT ROWID;
  `,
  `
  -- What the donor objects to; null: nothing. AES-256-GCM under the donor's key.
  ALTER TABLE donor ADD COLUMN objection BLOB;
  `,
  `
  -- Eligibility tokens that began a contribution. Nothing says which one, or when; rows lie in the order of the HMAC.
  CREATE TABLE burnt (
    token BLOB PRIMARY KEY                  -- HMAC-SHA-256 of what the token covers, 32 bytes
  ) WITHOUT ROWID;
  `,
  `
  -- The consent in force, where the donation that brought it is erased and others are held. AES-256-GCM under the donor's key.
  -- Null: one of the donations held has it.
  ALTER TABLE donor ADD COLUMN consent BLOB;

  -- Month of receipt, since 1970-01 UTC, whose retention the frozen state follows: its donations came in then or later.
  -- Bound to sealed. Null: frozen by a version that did not note it; the year's January is taken.
  ALTER TABLE year_use ADD COLUMN received INTEGER;
  `,
  `
  -- For the search for expired rows (each day, before each publication, at each start), during which nobody else can write.
  CREATE INDEX donation_received ON donation (received);
  CREATE INDEX year_use_received ON year_use (coalesce(received, (year - 1970) * 12));
  `,
  `
  -- Copies of erased rows may lie in unused space of pages (Store.compact): a file that ever held a contribution is rewritten once.
  DELETE FROM fact WHERE name IN ('erasures_owed', 'clock_doubted_since');
  INSERT INTO fact (name, value) SELECT 'erasures_asked', '1' WHERE EXISTS (SELECT 1 FROM key_slot);
  `,
  `
  -- Contributors' requests, sealed, that wait to be written into the file beside the ledger's witness (src/vault/acts.ts).
  CREATE TABLE act (
    seq  INTEGER PRIMARY KEY,               -- the order in which they wait; an act's own number is in its line, and fact 'acts' has the last one
    line TEXT NOT NULL                      -- as the file has it
  );

  -- 1: part of the contribution does not authenticate. It is in no publication and is shown to nobody; it can be withdrawn.
  ALTER TABLE donor ADD COLUMN aside INTEGER NOT NULL DEFAULT 0;
  `,
];

/** Mutants of consent, contributors' rights, retention and erasure. Their form is described in `scripts/mutants.mjs`. */

const RIGHTS_TEST = "test/vault/rights.test.ts";
const CONSENT_TEST = "test/vault/consent.test.ts";
const OBJECTION_TEST = "test/vault/objection.test.ts";
const RETENTION_TEST = "test/vault/retention.test.ts";
const PAGES_TEST = "test/vault/pages.test.ts";
const STORE_TEST = "test/storage/sqlite/store.test.ts";

export const RECORDS = [
  {
    name: "a contribution lies in the clear on the disk",
    in: "src/vault",
    of: "sealInto",
    becomes: () => (target, at, plain) => target.set(plain, at + 12),
    also: [{ in: "src/vault", of: "unseal", becomes: () => (sealed) => Buffer.from(sealed.subarray(12, -16)) }],
    holds: [15, "raw values in logs, Parquet statistics, WAL or error texts"],
    lost: "who copies the file reads everybody",
    tests: [RIGHTS_TEST],
  },
  {
    name: "deleted rows stay in the file",
    in: "src/storage/sqlite",
    of: "openStore",
    becomes:
      (open) =>
      (...all) => {
        const store = open(...all);
        store.prepare("PRAGMA secure_delete = OFF").get();
        return store;
      },
    holds: [15],
    lost: "what was erased is read out of the file's free pages",
    tests: [STORE_TEST],
  },
  {
    name: "a withdrawn household stays",
    in: "src/vault",
    of: "openRecords",
    becomes:
      (open) =>
      (...all) => ({ ...open(...all), destroy: () => ({ donations: 1, years: 0, tags: [] }) }),
    holds: [15],
    lost: "who withdrew is in the next publication",
    tests: [RIGHTS_TEST],
  },
  {
    name: "the old bytes of what is erased stay in the log",
    in: "src/vault",
    of: "openExpiry",
    becomes:
      (desk) =>
      (...all) => ({ ...desk(...all), settle: () => undefined, owed: () => 0 }),
    holds: [15, "raw values in logs, Parquet statistics, WAL or error texts"],
    lost: "people are told that it is gone, and it is not",
    tests: [RIGHTS_TEST],
  },
  {
    name: "what contributors asked for since a backup is not repeated",
    in: "src/vault",
    of: "repeatActs",
    becomes: () => () => ({ repeated: 0, notHeld: 0, isLacking: false }),
    holds: [37],
    lost: "who withdrew since the backup is in the next publication",
    tests: ["test/commons/restore.test.ts"],
  },
  {
    name: "a pause is not heard",
    in: "src/vault",
    of: "openRecords",
    becomes:
      (open) =>
      (...all) => ({ ...open(...all), setPaused: () => undefined }),
    holds: [27],
    lost: "who paused is in the next publication",
    tests: [RIGHTS_TEST],
  },
  {
    name: "a page is frozen as it was read, whatever happened since",
    in: "src/vault",
    of: "openPages",
    becomes:
      (open) =>
      (...all) => ({ ...open(...all), isUnchanged: () => true }),
    holds: [8, 27],
    lost: "who left, paused or objected meanwhile is published",
    tests: [PAGES_TEST],
  },
  {
    name: "an objection is not heard",
    in: "src/vault",
    of: "isObjected",
    becomes: () => () => false,
    holds: [27],
    lost: "what a person objected to is published",
    tests: [OBJECTION_TEST],
  },
  {
    name: "any consent lifts an objection",
    in: "src/vault",
    of: "remainingObjection",
    becomes: () => () => null,
    holds: [27],
    lost: "a collector that goes on sending takes the objection back",
    tests: [OBJECTION_TEST],
  },
  {
    name: "the consent that was sent last governs, not the one given last",
    in: "src/contract",
    of: "governing",
    becomes: () => (arrived) => arrived.at(-1),
    holds: [27],
    lost: "a consent that was taken back is in force again",
    tests: [CONSENT_TEST],
  },
  {
    name: "readings are used whatever the consent covers",
    in: "src/vault",
    of: "covers",
    becomes: (covers) => (state, domain) => covers({ ...state, consent: { ...state.consent, domains: [domain] } }, domain),
    holds: [27],
    lost: "data are published for which nobody consented",
    tests: [CONSENT_TEST],
  },
  {
    name: "a minor's own consent is taken",
    in: "src/intake",
    of: "checkConsent",
    becomes:
      (check) =>
      (consent, ...rest) =>
        check(consent.adult || consent.guardian ? consent : { ...consent, adult: true }, ...rest),
    holds: [27],
    lost: "a child's data are taken without a parent",
    tests: ["test/intake/canonical.test.ts"],
  },
  {
    name: "what is past retention is used and kept",
    in: "src/vault",
    of: "lastExpiredMonth",
    becomes: (last) => (now, retention) => last(now, retention) - 12,
    holds: [15],
    lost: "data are kept a year longer than people were told",
    tests: [RETENTION_TEST],
  },
  {
    name: "a clock that leaps is believed",
    in: "src/vault",
    of: "openMonthClock",
    becomes: (open) => (desk) => {
      const months = open(desk);
      return { ...months, believed: () => months.believed(true) };
    },
    holds: [15],
    lost: "a wrong clock erases everything in an hour",
    tests: ["test/vault/clock.test.ts"],
  },
  {
    name: "a token is kept as a hash that its issuer can make",
    in: "src/vault",
    of: "tokenBurner",
    becomes: (burner) => (desk) => burner({ ...desk, keys: { ...desk.keys, token: Buffer.from("token") } }),
    holds: [21],
    lost: "who has the issuer's messages finds which of them contributed",
    tests: ["test/vault/burnt.test.ts"],
  },
  {
    name: "an account is known again in another epoch",
    in: "src/issuer",
    of: "accountOf",
    becomes: (accountOf) => (secret, who) => accountOf(secret, who, ""),
    holds: [21],
    lost: "the issuer's files tell who came twice",
    tests: ["test/issuer/store.test.ts"],
  },
  {
    name: "a malformed key is refused without a look",
    in: "src/vault",
    of: "openRecords",
    becomes:
      (open) =>
      (...all) => {
        const records = open(...all);
        const findByLookup = (receipt, last) => (receipt.length === 43 ? records.findByLookup(receipt, last) : undefined);
        return { ...records, findByLookup };
      },
    holds: [22],
    lost: "a guesser learns which keys were ever made",
    tests: ["test/vault/alike.alone.test.ts"],
  },
  {
    name: "a donation is answered before it is committed",
    in: "src/intake",
    of: "groupCommit",
    becomes:
      (group) =>
      (vaultClient, ...rest) =>
        group(
          { ...vaultClient, ask: async (_store, batch) => batch.items.map(() => ({ receipt: "A".repeat(43), repeated: false })) },
          ...rest,
        ),
    holds: [23],
    lost: "a household has a key to nothing",
    tests: ["test/intake/http.test.ts"],
  },
  {
    name: "contributions do not wait for what the operator owes",
    in: "src/contract",
    of: "missingSettings",
    becomes: () => () => [],
    holds: [27],
    lost: "people are asked for data before anybody has answered for them",
    tests: ["test/contract/readiness.test.ts"],
  },
  {
    name: "the operator's key may lie in the home",
    in: "src/commons",
    of: "refuseInside",
    becomes: () => () => undefined,
    holds: [16],
    lost: "a stolen home opens itself",
    tests: ["test/commons/homes.test.ts"],
  },
];

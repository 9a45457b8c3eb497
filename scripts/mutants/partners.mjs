/** Mutants of partners' keys, measures and aggregates. */

const CONTRIBUTION = "src/partners/write/contribution.ts";
const COMPOSE = "src/partners/write/compose.ts";
const KEYS = "src/partners/keys/keys.ts";
const ACCESS = "src/partners/dialect/access.ts";
const ROWS = "src/partners/read/rows.ts";
const WRITE_TEST = "test/partners/write.test.ts";
const CONSENT_TEST = "test/partners/consent.test.ts";
const SETTINGS_TEST = "test/partners/settings.test.ts";
const READ_TEST = "test/partners/read.test.ts";
const KEYS_TEST = "test/partners/keys.test.ts";

export const PARTNERS = [
  {
    name: "measures are counted instead of contributors",
    edits: [
      [
        CONTRIBUTION,
        "nameOf(key.organisation, measure.contributor)",
        "nameOf(key.organisation, measure.contributor + measure.month)",
      ],
    ],
    tests: [WRITE_TEST],
  },
  {
    name: "an organisation reaches another one's contributors",
    edits: [
      [
        CONTRIBUTION,
        "function nameOf(organisation: string, pseudonym: string): string {",
        'function nameOf(_: string, pseudonym: string): string {\n  const organisation = "one";',
      ],
    ],
    tests: [WRITE_TEST],
  },
  {
    name: "a contribution is not known again by its pseudonym",
    edits: [[CONTRIBUTION, "vault.donate(donation, { idempotency: name });", "vault.donate(donation);"]],
    tests: [WRITE_TEST],
  },
  {
    name: "an attestation widens what a person consented to",
    edits: [[COMPOSE, "(standing.domains.includes(o.domain) || !isAttested(standing))", "standing.domains.includes(o.domain)"]],
    tests: [CONSENT_TEST],
  },
  {
    name: "one attestation undoes another",
    edits: [[COMPOSE, "[...(standing?.domains ?? []), o.domain]", "[o.domain]"]],
    tests: [CONSENT_TEST],
  },
  {
    name: "a partner's body keeps the last of two equal names",
    edits: [["src/partners/dialect/body.ts", "return parseJsonText(text);", "return JSON.parse(text);"]],
    tests: [WRITE_TEST],
  },
  {
    name: "a measure without any consent is taken as attested",
    edits: [[COMPOSE, "if (o.key.attests !== null) return", "if (o.key.attests !== undefined) return"]],
    tests: [CONSENT_TEST],
  },
  {
    name: "a partner's revoked key opens",
    edits: [[KEYS, "row === undefined || row.revoked !== null ||", "row === undefined ||"]],
    tests: [KEYS_TEST],
  },
  {
    name: "a partner's key opens for a day too long",
    edits: [[KEYS, "row.expires <= day", "row.expires < day"]],
    tests: [KEYS_TEST],
  },
  {
    name: "a partner's key is kept in the clear",
    edits: [[KEYS, 'createHash("sha256").update(secret).digest()', 'Buffer.from(createHash === undefined ? "" : secret)']],
    tests: [KEYS_TEST],
  },
  {
    name: "a partner's key is for everything",
    edits: [[ACCESS, "if (!key.may.includes(action))", "if (!key.may.concat(action).includes(action))"]],
    tests: [WRITE_TEST],
  },
  {
    name: "a partner's key reads every measure",
    edits: [[ACCESS, "if (key.measures !== null && !key.measures.includes(name))", "if (key.measures?.length === 0)"]],
    tests: [READ_TEST],
  },
  {
    name: "withheld cells are rows of aggregates",
    edits: [[ROWS, "field === undefined || value === null) continue;", "field === undefined) continue;"]],
    tests: [READ_TEST],
  },
  {
    name: "aggregates mix the publications of a month and of a year",
    edits: [
      [ROWS, "view.periods.filter(({ step }) => step === measure.step)", "view.periods.filter(({ step }) => step !== undefined)"],
    ],
    tests: [READ_TEST],
  },
  {
    name: "aggregates of one grouping hold a household twice",
    edits: [["src/partners/dialect/types.ts", "if (covered.some((one) => taken.has(one))) return false;", ""]],
    tests: [SETTINGS_TEST],
  },
  {
    name: "a partner's measures do not wait for each other",
    edits: [["src/partners/write/measure-vault.ts", "(last.get(receipt) ?? Promise.resolve()).then(work, work)", "work()"]],
    tests: ["test/partners/write.test.ts"],
  },
];

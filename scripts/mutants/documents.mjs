/** Mutants of what a commons states before and beside contributions: readiness, consent, breaches, documents. */

const READINESS = "src/contract/readiness.ts";
const READINESS_TEST = "test/contract/readiness.test.ts";
const PAPERS_TEST = "test/cli/papers.test.ts";
const DOCUMENTS_TEST = "test/documents/documents.test.ts";
const TOLD_TEST = "test/documents/told.test.ts";
const RECORD_TEST = "test/documents/consent-record.test.ts";
const BREACH = "src/contract/breach.ts";

export const DOCUMENTS = [
  {
    name: "contributions are taken before their terms are stated",
    edits: [["src/cli/stating.ts", "if (isStated()) return;\n      throw", "if (told.length >= 0) return;\n      throw"]],
    tests: ["test/cli/papers.test.ts"],
  },
  {
    name: "contributions over HTTP do not wait for complete settings",
    edits: [["src/intake/http.ts", "    gate?.();\n", ""]],
    tests: [PAPERS_TEST],
  },
  {
    name: "the service hands the intake no gate",
    edits: [["src/cli/server.ts", ", rate, ...papers.intake })", ", rate })"]],
    tests: [PAPERS_TEST],
  },
  {
    name: "an impact assessment counts the day before it is approved",
    edits: [[READINESS, "approved > today", "approved.slice(0, 7) > today.slice(0, 7)"]],
    tests: [READINESS_TEST],
  },
  {
    name: "the default retention counts as stated",
    edits: [["src/contract/settings.ts", "max(120).optional()", "max(120).default(15)"]],
    tests: [READINESS_TEST],
  },
  {
    name: "a minor's own consent is taken",
    edits: [["src/intake/canonical.ts", "if (!adult && !guardian) {", "if (!adult && guardian === false) {"]],
    tests: ["test/intake/minors.test.ts"],
  },
  {
    name: "the vault forgets that a guardian consented",
    edits: [["src/vault/payload.ts", "return guardian ? [", "return guardian === null ? ["]],
    tests: ["test/intake/minors.test.ts"],
  },
  {
    name: "a breach that is for the log alone is told to the public",
    edits: [[BREACH, "entry.public && !replaced", "!replaced"]],
    tests: ["test/commons/breaches.test.ts"],
  },
  {
    name: "numbers of people affected are told with a breach",
    edits: [
      [
        BREACH,
        ".map(({ number, known_at, happened, what, data, consequences, measures, advice }) => ({",
        ".map(({ number, known_at, happened, what, data, consequences, measures, advice, log }) => ({\n      log,",
      ],
    ],
    tests: [DOCUMENTS_TEST],
  },
  {
    name: "a view of a contribution tells of no breach",
    edits: [["src/commons/beside.ts", "notices: breaches(),", "notices: [],"]],
    tests: [PAPERS_TEST],
  },
  {
    name: "what the operator has not stated of processors passes for none",
    edits: [
      [
        "src/documents/sayings.ts",
        "if (values === null) return NOT_STATED;",
        'if (values === null) return words("aucun", "none");',
      ],
    ],
    tests: [DOCUMENTS_TEST],
  },
  {
    name: "the notice says one year's budget for a lifetime",
    edits: [
      [
        "src/documents/facts.ts",
        "years === 1 ? epsilon : epsilonOf(years * rho, delta / 2)",
        "years > 0 ? epsilon : epsilonOf(years * rho, delta / 2)",
      ],
    ],
    tests: [DOCUMENTS_TEST],
  },
  {
    name: "a consent record holds no way to withdraw",
    edits: [["src/documents/consent-record.ts", '"dpv:hasConsentControl":', '"dct:description":']],
    tests: [RECORD_TEST],
  },
  {
    name: "the terms of a consent are those of today, not of the notice that was shown",
    edits: [["src/commons/beside.ts", "facts: kept?.facts ?? now,", "facts: now,"]],
    tests: [PAPERS_TEST],
  },
  {
    name: "a consent record claims the person's own act of what an organisation attests",
    edits: [["src/documents/consent-parties.ts", "if (organisation !== undefined) {", "if (organisation === null) {"]],
    tests: [RECORD_TEST],
  },
  {
    name: "a consent record says that what an organisation sent came from the person",
    edits: [
      [
        "src/documents/consent-record.ts",
        'isAttested ? "dpv:ThirdPartyDataSource" : "dpv:DataSubjectDataSource"',
        'isAttested ? "dpv:DataSubjectDataSource" : "dpv:DataSubjectDataSource"',
      ],
    ],
    tests: [RECORD_TEST],
  },
  {
    name: "a consent record claims the service's form of a text that nobody knows",
    edits: [["src/documents/consent-parties.ts", "if (facts_of !== undefined) {", 'if (facts_of === "") {']],
    tests: [RECORD_TEST],
  },
  {
    name: "the notice says nothing of partners",
    edits: [["src/documents/notice-sections.ts", "    ...partnersNotice(facts),\n", ""]],
    tests: [TOLD_TEST],
  },
  {
    name: "the record of processing says nothing of partners",
    edits: [["src/documents/register.ts", "              ...partnersRegister(facts),\n", ""]],
    tests: [TOLD_TEST],
  },
  {
    name: "the notice says nothing of the issuer",
    edits: [["src/documents/notice-sections.ts", "    ...tokenNotice(facts),\n", ""]],
    tests: [TOLD_TEST],
  },
  {
    name: "the notice does not tell what a withdrawal leaves",
    edits: [["src/documents/keeping.ts", "      list(...remains(facts)),\n", ""]],
    tests: [TOLD_TEST],
  },
  {
    name: "an approval to come is told as given",
    edits: [
      ["src/documents/register.ts", "impact_assessment.approved_at <= today", "impact_assessment.approved_at !== today + 1"],
    ],
    tests: [TOLD_TEST],
  },
  {
    name: "backups are told of where the operator keeps none",
    edits: [["src/documents/residual.ts", "if (backup_days === 0) return [];", "if (backup_days === -1) return [];"]],
    tests: [TOLD_TEST],
  },
  {
    name: "one measure is told in the plural",
    edits: [["src/documents/sayings.ts", "en[n === 1 ? 0 : 1]", "en[n === 0 ? 0 : 1]"]],
    tests: [TOLD_TEST],
  },
  {
    name: "the yearly report of the altruism register names nobody who processes",
    edits: [["src/documents/altruism.ts", ": processors.map((name) =>", ": processors.slice(1).map((name) =>"]],
    tests: [TOLD_TEST],
  },
  {
    name: "the notice does not say that the shortest retention counts",
    edits: [["src/documents/changes.ts", "any that held since: the shortest time counts.", "any that held since."]],
    tests: [TOLD_TEST],
  },
];

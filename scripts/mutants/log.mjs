/** Mutants of the public log: each would let something be unsaid, unsigned, forged, or said too late or too early. */

const LOG_TEST = "test/release/verify/log.test.ts";
const HOME_TEST = "test/commons/log.test.ts";
const STATED_TEST = "test/commons/stated.test.ts";
const OPENINGS_TEST = "test/release/verify/openings.test.ts";
const ROTATED_TEST = "test/release/verify/rotated.test.ts";
const BESIDE_TEST = "test/cli/verify-beside.test.ts";
const OPENINGS = "src/release/verify/openings.ts";
const AGAINST = "src/release/verify/against.ts";
const BESIDE = "src/cli/beside.ts";
const FATES = "src/release/verify/fates.ts";
const FATES_TEST = "test/release/verify/fates.test.ts";

export const LOG = [
  {
    name: "verify does not look at the checkpoint's signature",
    edits: [["src/release/verify/signature.ts", ", key, signature))", ', key, signature) && kid === "")']],
    tests: [LOG_TEST],
  },
  {
    name: "verify takes a signature of one kind for another",
    edits: [["src/release/verify/signature.ts", 'if (alg !== "EdDSA" || typ !== SIGNED[what] ||', 'if (alg !== "EdDSA" ||']],
    tests: [LOG_TEST],
  },
  {
    name: "verify does not hold the checkpoint against the chain",
    edits: [
      ["src/release/verify/log.ts", "return opened.payload === expected ? opened :", 'return opened.payload !== "" ? opened :'],
    ],
    tests: [LOG_TEST],
  },
  {
    name: "verify takes a manifest that a replaced key signed",
    edits: [["src/release/verify/keys.ts", "...jwksOf(own).slice(-1)", "...jwksOf(own)"]],
    tests: [ROTATED_TEST],
  },
  {
    name: "verify takes a checkpoint that a replaced key signed",
    edits: [
      [
        "src/release/verify/log.ts",
        'openSignature(token, "checkpoint", key ? [key.jwk] : [])',
        'openSignature(token, "checkpoint", key ? jwksOf(entries) : [])',
      ],
    ],
    tests: [ROTATED_TEST],
  },
  {
    name: "verify does not know the key that a release was frozen under after its draw",
    edits: [["src/release/verify/keys.ts", "...jwksOf(chain.slice(own.length))", "...jwksOf(chain.slice(chain.length))"]],
    tests: [ROTATED_TEST],
  },
  {
    name: "verify does not hold a release against a log that was given apart",
    edits: [[AGAINST, "return isOlder(release) ? [] : [release.apart];", "return isOlder(release) ? [] : [];"]],
    tests: [ROTATED_TEST],
  },
  {
    name: "verify asks the shortest log of a commons",
    edits: [[AGAINST, "a.entries.length >= b.entries.length", "a.entries.length <= b.entries.length"]],
    tests: [ROTATED_TEST],
  },
  {
    name: "verify lets a year be opened with more ρ than its ε",
    edits: [[OPENINGS, "if (isOver(opened, most)) faults", "if (isOver(opened, 0)) faults"]],
    tests: [OPENINGS_TEST],
  },
  {
    name: "verify lets a year be opened with any ε",
    edits: [[OPENINGS, "epsilon <= MOST_EPSILON", "epsilon <= Number.MAX_VALUE"]],
    tests: [OPENINGS_TEST],
  },
  {
    name: "verify lets a year be opened with any δ",
    edits: [
      [OPENINGS, "compareFractions(delta, decimalFraction(MOST_DELTA)) > 0", "compareFractions(delta, decimalFraction(2)) > 0"],
    ],
    tests: [OPENINGS_TEST],
  },
  {
    name: "verify lets a year be opened with no δ",
    edits: [[OPENINGS, "compareFractions(least, ZERO) <= 0", "compareFractions(least, ZERO) < 0"]],
    tests: [OPENINGS_TEST],
  },
  {
    name: "verify shows that a year has cost more ε than it was allowed, and finds nothing",
    edits: [["src/release/verify/chain.ts", "if (isOver(opened, epsilon))", "if (isOver(opened, 0))"]],
    tests: [OPENINGS_TEST],
  },
  {
    name: "a year may be opened with no stream",
    edits: [["src/contract/chain.ts", "streams: z.number().int().min(1),\n  k:", "streams: z.number().int(),\n  k:"]],
    tests: [OPENINGS_TEST],
  },
  {
    name: "verify lets a draw count other streams than its year",
    edits: [["src/release/verify/chain.ts", '(kind === "debit" || kind === "drawn") && streams', 'kind === "debit" && streams']],
    tests: [OPENINGS_TEST],
  },
  {
    name: "verify looks at the first log of a folder alone",
    edits: [
      [
        "src/release/verify/places.ts",
        "await filesAmong(LOGS.map((name) => join(path, name)))]",
        "(await filesAmong(LOGS.map((name) => join(path, name)))).slice(0, 1)]",
      ],
    ],
    tests: [BESIDE_TEST],
  },
  {
    name: "verify looks at the first shelf of a folder alone",
    edits: [
      [
        "src/release/verify/places.ts",
        "for (const shelf of SHELVES) {\n",
        "for (const shelf of SHELVES) {\n    if (found.length > 0) break;\n",
      ],
    ],
    tests: [BESIDE_TEST],
  },
  {
    name: "verify passes over the pages of a folder that has no record",
    edits: [[BESIDE, "|| files.some((path) => PAGE.test(path)))", ")"]],
    tests: [BESIDE_TEST],
  },
  {
    name: "verify passes over a site's API in a folder that has no record",
    edits: [[BESIDE, "((await there(SITE)) !== null || ", "("]],
    tests: [BESIDE_TEST],
  },
  {
    name: "a page that lies where a home has its territory is the operator's own",
    edits: [[BESIDE, "(PAGE.test(path) || !(home && isOfHome(path)))", "!(home && isOfHome(path))"]],
    tests: [BESIDE_TEST],
  },
  {
    name: "verify does not look at what a site says of its log",
    edits: [[BESIDE, '(await readFile(file, "utf8")) === text(log as PublicLog)', "text(log as PublicLog) !== file"]],
    tests: [BESIDE_TEST],
  },
  {
    name: "what lies beside releases is passed over in silence",
    edits: [
      [
        "src/cli/verbs/verify.ts",
        "if (served || first === undefined) return [];",
        "if (served || first !== undefined) return [];",
      ],
    ],
    tests: [BESIDE_TEST],
  },
  {
    name: "verify lets a pinned key stand for what follows a lost one",
    edits: [["src/release/verify/keys.ts", ".find((key) => key.lost);", ".find((key) => key.lost && key.proof !== null);"]],
    tests: [HOME_TEST],
  },
  {
    name: "verify lets anybody's key vouch for the pinned one",
    edits: [["src/release/verify/keys.ts", "if (to < at)", "if (to < 0)"]],
    tests: [LOG_TEST],
  },
  {
    name: "verify does not hold a manifest against the log",
    edits: [[AGAINST, "return said.manifest === sha256 ? []", 'return said.manifest !== "" ? []']],
    tests: [LOG_TEST],
  },
  {
    name: "verify takes an announcement of the day before for one in time",
    edits: [["src/release/verify/chain.ts", "const NOTICE_DAYS = 30;", "const NOTICE_DAYS = 29;"]],
    tests: ["test/release/verify/forgery-identity.test.ts"],
  },
  {
    name: "verify does not make the draw's digest from the noisy tables",
    edits: [["src/release/verify/draw.ts", "if (digest === drawn.digest) return [];", 'if (digest !== "") return [];']],
    tests: ["test/release/verify/draw.test.ts"],
  },
  {
    name: "verify takes the fates of a draw as they are said",
    edits: [[FATES, "...(digest === fates ? []", '...(digest !== "" ? []']],
    tests: [FATES_TEST],
  },
  {
    name: "verify does not make the fates of a release that it is given",
    edits: [
      [
        "src/release/verify/verify.ts",
        "      ...fateFindings(manifest, tables),\n",
        "      ...fateFindings(manifest, tables).slice(0, 0),\n",
      ],
    ],
    tests: [FATES_TEST],
  },
  {
    name: "verify takes a rung's fate as it is said",
    edits: [[FATES, "return found === expected ? [] :", "return found !== null ? [] :"]],
    tests: [FATES_TEST],
  },
  {
    name: "verify takes a published cell whose noisy figures are left out",
    edits: [[FATES, "if (own === has) return [];", "if (own === has || own) return [];"]],
    tests: [FATES_TEST],
  },
  {
    name: "verify lets an area say something else than the one that is measured for it",
    edits: [[FATES, "return said === expected ? [] :", 'return said !== "" ? [] :']],
    tests: [FATES_TEST],
  },
  {
    name: "verify lets an area be measured as any other",
    edits: [[FATES, "|| depth(first) >= depth(row))", "|| depth(first) > 9)"]],
    tests: [FATES_TEST],
  },
  {
    name: "verify takes the basis of a draw as it is said",
    edits: [["src/release/verify/draw.ts", "if (digest === manifest.draw.basis) return [];", 'if (digest !== "") return [];']],
    tests: ["test/release/verify/draw.test.ts"],
  },
  {
    name: "a portal alone has the terms of the newest release, whatever the log announced since",
    edits: [["src/cli/papers.ts", "log?.entries ?? []", "log?.entries.slice(0, 0) ?? []"]],
    tests: ["test/cli/papers.test.ts"],
  },
  {
    name: "announced terms bring back what was mended since",
    edits: [["src/commons/stated.ts", "      ...mendable(raw),\n", ""]],
    tests: ["test/commons/stated.test.ts"],
  },
  {
    name: "announced terms bring back a stolen key",
    edits: [["src/commons/terms.ts", "shown: settings === null ? drawn : base.under(drawn)", "shown: drawn"]],
    tests: ["test/commons/stated.test.ts"],
  },
  {
    name: "the log is public while another process is between a debit and its draw",
    edits: [
      [
        "src/commons/open.ts",
        "await shelf.locked(async () => {\n      await log.settle();",
        "await (async (work: () => Promise<void>) => work())(async () => {\n      await log.settle();",
      ],
    ],
    tests: [HOME_TEST],
  },
  {
    name: "a log that is no beginning of the ledger is written over",
    edits: [["src/commons/home-log.ts", "      refuseUnsaid(entries, readLog(file), file);\n", ""]],
    tests: [HOME_TEST],
  },
  {
    name: "a lost key is replaced in silence",
    edits: [
      [
        "src/commons/home-log.ts",
        "    if (own) return own;\n",
        "    if (own) return own;\n    if (named.seq > 0) return makeSigner(keyFile, home);\n",
      ],
    ],
    tests: [HOME_TEST],
  },
  {
    name: "an omitted eligibility opens the commons to everybody",
    edits: [["src/commons/change.ts", "  if (eligibility !== undefined) {\n", "  if (eligibility !== null) {\n"]],
    tests: [STATED_TEST],
  },
  {
    name: "a retention that was edited by hand is in force",
    edits: [
      [
        "src/commons/stated.ts",
        '  "retention_months",\n  "processors",\n  "eligibility",\n]',
        '  "processors",\n  "eligibility",\n]',
      ],
    ],
    tests: [STATED_TEST],
  },
  {
    name: "a key of eligibility comes in by an edited file",
    edits: [["src/commons/stated.ts", "now.keys.every(", "now.keys.some("]],
    tests: [STATED_TEST],
  },
];

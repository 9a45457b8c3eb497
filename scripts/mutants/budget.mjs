/**
 * Mutants of the accounting, of the ledger and of the order of a publication. Their form is described in `scripts/mutants.mjs`.
 */

const ACCOUNTING_TEST = "test/privacy/accounting.test.ts";
const ODDS_TEST = "test/privacy/odds.test.ts";
const PLAN_TEST = "test/pipeline/plan/plan.test.ts";
const PUBLISH_TEST = "test/pipeline/publish.test.ts";
const LEDGER_TEST = "test/ledger/ledger.test.ts";
const YEAR_TEST = "test/ledger/year.test.ts";
const WITNESS_TEST = "test/ledger/witness.test.ts";
const TAMPER_TEST = "test/ledger/tamper.test.ts";

export const BUDGET = [
  {
    name: "ρ is a step more than what fits ε, or odds",
    in: "src/privacy",
    of: "largestRho",
    becomes:
      (rho) =>
      (...all) => {
        const { num, den } = rho(...all);
        return { num: num * 2n ** 40n + den, den: den * 2n ** 40n };
      },
    holds: [5],
    lost: "a year costs more than the ε, or the odds, that people are told",
    tests: [ACCOUNTING_TEST, ODDS_TEST],
  },
  {
    name: "a year has twice the ρ that its ε allows",
    in: "src/pipeline",
    of: "yearBudget",
    becomes:
      (budget) =>
      (...all) => {
        const made = budget(...all);
        const twice = ({ num, den }) => ({ num: 2n * num, den });
        return { ...made, rho: twice(made.rho), rhoPerMeasure: twice(made.rhoPerMeasure) };
      },
    holds: [5, "empty maps mended by a smaller k, a larger ε or tuned data"],
    lost: "maps fill with budget that nobody announced",
    tests: [PLAN_TEST],
  },
  {
    name: "the planned noise is 5 % too small for what is paid",
    in: "src/privacy",
    of: "gaussianVariance",
    becomes:
      (variance) =>
      (...all) => {
        const { num, den } = variance(...all);
        return { num: num * 9025n, den: den * 10_000n };
      },
    holds: [5],
    lost: "a mechanism costs more than its part of the budget",
    tests: [ACCOUNTING_TEST],
  },
  {
    name: "each measure has the whole ρ of the year",
    in: "src/pipeline",
    of: "yearBudget",
    becomes:
      (budget) =>
      (...all) => {
        const made = budget(...all);
        return { ...made, rhoPerMeasure: made.rho };
      },
    holds: ["ε per measure or per table reported as the total"],
    lost: "a household of L measures pays L times what it is told",
    tests: [PLAN_TEST],
  },
  {
    name: "the gates' half of δ is one gate's",
    in: "src/pipeline",
    of: "yearBudget",
    becomes:
      (budget) =>
      (...all) => {
        const made = budget(...all);
        return { ...made, gateDelta: made.conversionDelta };
      },
    holds: [5],
    lost: "δ is exceeded as often as a household sits in a gate",
    tests: [PLAN_TEST],
  },
  {
    name: "each publication has what the twelve of a year share",
    in: "src/pipeline",
    of: "cellPlan",
    becomes:
      (cellPlan) =>
      (plan, ...rest) => {
        const { num, den } = plan.budget.rhoPerMeasure;
        return cellPlan({ ...plan, budget: { ...plan.budget, rhoPerMeasure: { num: 12n * num, den } } }, ...rest);
      },
    holds: [5],
    lost: "a monthly table costs twelve times its part",
    tests: [PLAN_TEST],
  },
  {
    name: "histograms are not in what a cell costs",
    in: "src/pipeline",
    of: "costOf",
    becomes: (cost) => (plan) => cost({ ...plan, histogram: null }),
    holds: ["ε per measure or per table reported as the total"],
    lost: "a quarter of the budget is spent and not debited",
    tests: [PLAN_TEST],
  },
  {
    name: "a publication debits half its cost",
    in: "src/ledger",
    of: "openLedger",
    becomes: (open) => (options) => {
      const ledger = open(options);
      const half = ({ rho, delta }) => ({ rho: { num: rho.num, den: 2n * rho.den }, delta });
      return {
        ...ledger,
        debit: (debit) =>
          ledger.debit({ ...debit, charges: new Map([...debit.charges].map(([key, paid]) => [key, half(paid)])) }),
      };
    },
    holds: [5],
    lost: "a year is published twice over",
    tests: [PUBLISH_TEST],
  },
  {
    name: "the debit comes after the draw",
    in: "src/ledger",
    of: "openLedger",
    becomes: (open) => (options) => {
      const ledger = open(options);
      let owed = () => undefined;
      return {
        ...ledger,
        debit: (debit) => {
          owed = () => ledger.debit(debit);
        },
        store: (...all) => {
          owed();
          return ledger.store(...all);
        },
      };
    },
    holds: [5],
    lost: "a run that is killed in between has drawn for nothing, and draws again",
    tests: [PUBLISH_TEST],
  },
  {
    name: "a publication is drawn anew each time it is asked for",
    in: "src/ledger",
    of: "openLedger",
    becomes: (open) => (options) => {
      const ledger = open(options);
      return {
        ...ledger,
        stored: () => null,
        store: (publication, payload, digest) => {
          const before = ledger.stored(publication);
          return before ? { entry: { ...before.entry, digest }, payload } : ledger.store(publication, payload, digest);
        },
      };
    },
    holds: [6, "fresh noise without a ledger"],
    lost: "noise is averaged away by asking again",
    tests: [PUBLISH_TEST],
  },
  {
    name: "the worst household pays for its dearest measure alone",
    in: "src/ledger",
    of: "worstHousehold",
    becomes: (worst) => (entries) => worst(entries.map((entry) => (entry.kind === "debit" ? { ...entry, streams: 1 } : entry))),
    holds: ["ε per measure or per table reported as the total"],
    lost: "a household of L measures pays L times what the ledger says",
    tests: [LEDGER_TEST],
  },
  {
    name: "a year's budget has no bound",
    in: "src/ledger",
    of: "refuseOver",
    becomes: () => () => undefined,
    holds: [5],
    lost: "anything is published, and honestly accounted for",
    tests: [LEDGER_TEST],
  },
  {
    name: "a year goes on under other terms",
    in: "src/ledger",
    of: "refuseOtherTerms",
    becomes: () => () => undefined,
    holds: [5],
    lost: "what one household may pay of a year changes in the middle of it",
    tests: [YEAR_TEST],
  },
  {
    name: "the ledger's rows may be changed and deleted",
    in: "src/ledger",
    of: "SCHEMA",
    becomes: (schema) => schema.map((sql) => sql.replace(/RAISE\(ABORT, '[^']*'\)/g, "1")),
    holds: [6],
    lost: "a statement that goes astray takes a debit back",
    tests: [TAMPER_TEST],
  },
  {
    name: "a chain that was changed after it was written is taken",
    in: "src/ledger",
    of: "verifyChain",
    becomes: () => () => undefined,
    holds: [5, 29],
    lost: "a debit is made smaller in the file, and the year goes on",
    tests: [TAMPER_TEST],
  },
  {
    name: "an entry takes effect without its witness",
    in: "src/ledger",
    of: "witnessAt",
    becomes:
      (witness) =>
      (...all) => ({ ...witness(...all), keep: () => undefined }),
    holds: [6],
    lost: "a home restored from a backup does not know what it spent since",
    tests: [WITNESS_TEST],
  },
  {
    name: "two copies of a home both go on",
    in: "src/ledger",
    of: "refuseFork",
    becomes: () => () => undefined,
    holds: [6],
    lost: "two chains spend one budget",
    tests: [WITNESS_TEST],
  },
  {
    name: "a release that the ledger does not know is given out as this home's",
    in: "src/commons",
    of: "refuseLedgerMissingReleases",
    becomes: () => () => undefined,
    holds: [6],
    lost: "a ledger that was restored sells the same budget again",
    tests: ["test/commons/recover.test.ts"],
  },
  {
    name: "a chain that the operator did not sign is taken over",
    in: "src/commons",
    of: "signerFault",
    becomes: () => () => null,
    holds: [29],
    lost: "whoever writes the folder of releases states terms, and the operator's key signs them",
    tests: ["test/commons/forged-entries.test.ts"],
  },
  {
    name: "a stored draw is read under other settings",
    in: "src/pipeline",
    of: "basisOf",
    becomes: () => () => "0".repeat(64),
    holds: [5],
    lost: "integers are read as another measure's, or with smaller margins than they were drawn with",
    tests: [PUBLISH_TEST],
  },
];

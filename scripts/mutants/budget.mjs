/** Mutants of the division of the budget, of the ledger and of the order of a publication. */

const BUDGET = "src/pipeline/plan/budget.ts";
const LEDGER = "src/ledger/ledger.ts";
const YEAR = "src/ledger/year.ts";
const WITNESS = "src/ledger/witness.ts";
const PUBLISH = "src/pipeline/publish.ts";
const BOUNDED = 'for (const part of ["rho", "delta"] as const) {';
const PLAN_TEST = "test/pipeline/plan/plan.test.ts";
const LEDGER_TEST = "test/ledger/ledger.test.ts";
const YEAR_TEST = "test/ledger/year.test.ts";
const WITNESS_TEST = "test/ledger/witness.test.ts";
const PUBLISH_TEST = "test/pipeline/publish.test.ts";

export const BUDGET_MUTANTS = [
  {
    name: "a level's share is paid once for all publications of the year",
    edits: [
      [
        BUDGET,
        "const uses = rational(BigInt((revision ? 1 : level.publications) * tablesOf(level).length));",
        "const uses = rational(BigInt(tablesOf(level).length));",
      ],
    ],
    tests: [PLAN_TEST],
  },
  {
    name: "a calendar without histograms leaves their part unspent",
    edits: [["src/pipeline/plan/levels.ts", "? div(all, others)", "? div(all, all)"]],
    tests: [PLAN_TEST],
  },
  {
    name: "the typed table is not paid for",
    edits: [
      [
        BUDGET,
        "const uses = rational(BigInt((revision ? 1 : level.publications) * tablesOf(level).length));",
        "const uses = rational(BigInt(level.publications));",
      ],
    ],
    tests: [PLAN_TEST],
  },
  {
    name: "a level pays for its own step alone, not for the longer ones",
    edits: [["src/forecast/calendar.ts", "filter((other) => steps.has(other))", "filter((other) => other === step)"]],
    tests: [PLAN_TEST],
  },
  {
    name: "each measure has the whole ρ: L is ignored",
    edits: [[BUDGET, "rhoPerMeasure: rhoOf(div(rho, rational(BigInt(streams)))),", "rhoPerMeasure: rho,"]],
    tests: [PLAN_TEST],
  },
  {
    name: "the gates' half of δ is one gate's",
    edits: [[BUDGET, "gateDelta: div(mul(delta, HALF), sat),", "gateDelta: mul(delta, HALF),"]],
    tests: [PLAN_TEST],
  },
  {
    name: "gates are counted for one stream of L",
    edits: [[BUDGET, "BigInt(streams * (gates + revised))", "BigInt(gates + revised)"]],
    tests: [PLAN_TEST],
  },
  {
    name: "δ is spent on the conversion, and again on the gates",
    edits: [[BUDGET, "const conversionDelta = mul(delta, HALF);", "const conversionDelta = delta;"]],
    tests: [PLAN_TEST, PUBLISH_TEST],
  },
  {
    name: "half of what is drawn is debited",
    edits: [
      [
        "src/privacy/accounting.ts",
        "return rhoOf(rational(sensitivity * sensitivity * variance.den, 2n *",
        "return rhoOf(rational(sensitivity * sensitivity * variance.den, 4n *",
      ],
    ],
    tests: ["test/privacy/accounting.test.ts"],
  },
  {
    name: "a publication debits half its cost",
    edits: [[PUBLISH, "measure.cost])", "{ ...measure.cost, rho: { ...measure.cost.rho, den: 2n * measure.cost.rho.den } }])"]],
    tests: [PUBLISH_TEST],
  },
  {
    name: "histograms are free",
    edits: [[BUDGET, "...(plan.histogram ? [plan.histogram.rho] : [])", ""]],
    tests: [PLAN_TEST],
  },
  {
    name: "gates are free",
    edits: [[BUDGET, "return { rho, delta: plan.gate.delta };", "return { rho, delta: rational(0n) };"]],
    tests: [PLAN_TEST],
  },
  {
    name: "ρ is a step more than what fits",
    edits: [
      [
        "src/privacy/accounting.ts",
        "return rhoOf(low === 0n ? ZERO : rational(low, 1n << RHO_BITS));",
        "return rhoOf(rational(high, 1n << RHO_BITS));",
      ],
    ],
    tests: ["test/privacy/accounting.test.ts"],
  },
  {
    name: "the worst household pays its dearest measure alone",
    edits: [["src/ledger/spend.ts", ".slice(0, entry.streams)", ".slice(0, 1)"]],
    tests: [LEDGER_TEST],
  },
  {
    name: "a household pays its cheapest measures",
    edits: [["src/ledger/spend.ts", ".sort((x, y) => compare(y, x))", ".sort(compare)"]],
    tests: [LEDGER_TEST],
  },
  {
    name: "the year's budget has no bound",
    edits: [[YEAR, BOUNDED, BOUNDED.replace('"rho", ', "")]],
    tests: [LEDGER_TEST],
  },
  {
    name: "the gates' δ′ has no bound",
    edits: [[YEAR, BOUNDED, BOUNDED.replace(', "delta"', "")]],
    tests: [LEDGER_TEST],
  },
  {
    name: "a debit is compared with the budget without what was spent before",
    edits: [
      [
        YEAR,
        "const spent = spentInYear(entries, opened.year);\n  const bounds",
        "const spent = spentInYear(entries.slice(-1), opened.year);\n  const bounds",
      ],
    ],
    tests: [LEDGER_TEST],
  },
  {
    name: "a run that goes on after a crash pays twice",
    edits: [[LEDGER, "opened(year, debit);\n          return before;", "opened(year, debit);"]],
    tests: [LEDGER_TEST],
  },
  {
    name: "a run that goes on after a crash draws on other terms than were paid",
    edits: [
      ["src/ledger/same-debit.ts", "if (terms(before) !== terms(asked)) {", "if (terms(before) === terms(asked) && !before) {"],
    ],
    tests: [LEDGER_TEST],
  },
  {
    name: "a publication is drawn again for free",
    edits: [
      [
        PUBLISH,
        "conductor.ledger.stored(id) ?? (await draw(conductor, publication, cube, basis))",
        "await draw(conductor, publication, cube, basis)",
      ],
      [LEDGER, "if (drawOf(publication)) throw", "if (false) throw"],
      [
        LEDGER,
        "INSERT INTO measurements (publication, payload) VALUES (?, ?)",
        "INSERT OR REPLACE INTO measurements (publication, payload) VALUES (?, ?)",
      ],
    ],
    tests: [PUBLISH_TEST],
  },
  {
    name: "a draw needs no debit",
    edits: [[LEDGER, "if (!debit) throw", "if (false) throw"]],
    tests: [LEDGER_TEST],
  },
  {
    name: "the debit comes after the draw",
    edits: [
      [PUBLISH, "  debit(conductor, publication);\n", ""],
      [PUBLISH, "return conductor.ledger.store(", "debit(conductor, publication);\n  return conductor.ledger.store("],
    ],
    tests: [PUBLISH_TEST],
  },
  {
    name: "a stored draw is read under other settings",
    edits: [[PUBLISH, "if (drawn.basis !== basis) {", "if (drawn.basis === undefined) {"]],
    tests: [PUBLISH_TEST],
  },
  {
    name: "a stored draw that is not the ledger's is read",
    edits: [["src/pipeline/payload.ts", "if (draw === null || digestOf(draw) !== digest)", "if (draw === null)"]],
    tests: ["test/pipeline/payload.test.ts"],
  },
  {
    name: "a year goes on under other terms",
    edits: [[LEDGER, "refuseOtherTerms(before, year, terms);", ""]],
    tests: [YEAR_TEST],
  },
  {
    name: "a closed year is debited",
    edits: [[LEDGER, "refuseClosed(entries(), year, publication);", ""]],
    tests: [YEAR_TEST],
  },
  {
    name: "a change begins in a year that was opened",
    edits: [[YEAR, "if (year <= last) {", "if (year < last) {"]],
    tests: [YEAR_TEST],
  },
  {
    name: "an assumed year counts for nothing",
    edits: [["src/ledger/spend.ts", 'entry.kind === "assumed" ? [parse(entry[part])] : []', "[]"]],
    tests: [YEAR_TEST],
  },
  {
    name: "a revision is paid from the whole year, not from the reserve",
    edits: [[BUDGET, "revision ? reserve(settings) : rational(1n)", "rational(1n)"]],
    tests: ["test/pipeline/revision.test.ts"],
  },
  {
    name: "an entry takes effect without its witness",
    edits: [[LEDGER, "if (witness) guarded(() => store.write(() => witness.keep(entries())));", ""]],
    tests: [WITNESS_TEST],
  },
  {
    name: "a restored ledger writes on beside a witness that knows more",
    edits: [[WITNESS, "const stranger = last > chain.length;", "const stranger = false;"]],
    tests: [WITNESS_TEST],
  },
  {
    name: "a witness that is lost, or is an old copy, is made anew and nobody is asked",
    edits: [[WITNESS, "if (lacking.length > ONE_WRITE) throw notTheNewest(file, last, chain.length);", "void notTheNewest;"]],
    tests: [WITNESS_TEST],
  },
  {
    name: "two copies that write at one moment both go on",
    edits: [[WITNESS, "      refuseFork(chain, parse(read(), file, commons), file);\n    },", "    },"]],
    tests: [WITNESS_TEST],
  },
  {
    name: "what another copy of the home spent is forgotten with its witness",
    edits: [[LEDGER, "for (const { year } of years) assumed(year, termsOf(year));", "void [assumed, termsOf];"]],
    tests: [WITNESS_TEST],
  },
  {
    name: "another copy's draw on a debit that both have is none",
    edits: [["src/ledger/strangers.ts", 'kind === "debit" || kind === "drawn" ||', 'kind === "debit" ||']],
    tests: [WITNESS_TEST],
  },
  {
    name: "a debit of a year that was counted as spent is drawn, though it may have been drawn elsewhere",
    edits: [[LEDGER, "refuseUnknownDraw(entries(), before);", "void refuseUnknownDraw;"]],
    tests: [YEAR_TEST],
  },
  {
    name: "a release that the ledger does not know is given out as this home's",
    edits: [["src/commons/commons.ts", "refuseForgetfulLedger(ledger.entries(), [before.manifest]);", ""]],
    tests: ["test/commons/backup.test.ts"],
  },
  {
    name: "a draw that is lost is made again",
    edits: [
      [LEDGER, "if (!row) throw lostDraw(entry);", "if (!row) return null;"],
      [LEDGER, "if (drawOf(publication)) throw", "if (false) throw"],
    ],
    tests: [WITNESS_TEST],
  },
];

/**
 * Mutants of the bounds of a contribution, of the SQL steps and their checks, and of withholding. Their form is described in
 * `scripts/mutants.mjs`.
 */

const STEPS_TEST = "test/pipeline/steps.test.ts";
const PROMISES_TEST = "test/pipeline/promises.test.ts";
const NEIGHBOURS_TEST = "test/pipeline/neighbours.test.ts";
const CANONICAL_TEST = "test/intake/canonical.test.ts";
const SNAPSHOT_TEST = "test/vault/snapshot.test.ts";
const PROTECTION_TEST = "test/privacy/protection.test.ts";
const PAYLOAD_TEST = "test/pipeline/payload.test.ts";

/** A mutant of a check that finds nothing; `lost` says what the check is for. */
const blind = (check, holds, lost) => ({
  name: `the check ${check} finds nothing`,
  query: check,
  becomes: "SELECT * FROM original WHERE FALSE",
  holds,
  lost,
  tests: [PROMISES_TEST],
});

export const BOUNDING = [
  {
    name: "NaN is an amount of nothing",
    in: "src/intake",
    of: "parseDonation",
    becomes: (parse) => (input) => {
      if (!Array.isArray(input?.readings)) return parse(input);
      const number = (reading) => (Number.isNaN(reading?.value) ? { ...reading, value: 0 } : reading);
      return parse({ ...input, readings: input.readings.map(number) });
    },
    holds: [13, "NaN or overflow that breaks the sensitivity"],
    lost: "what no program can add up is counted as a household that uses nothing",
    tests: [CANONICAL_TEST],
  },
  {
    name: "an amount may be negative",
    in: "src/contract",
    of: "toBase",
    becomes:
      (toBase) =>
      (value, ...rest) =>
        value < 0 ? -toBase(-value, ...rest) : toBase(value, ...rest),
    holds: [13, "NaN or overflow that breaks the sensitivity"],
    lost: "a household moves a sum to any depth below its centre",
    tests: [CANONICAL_TEST],
  },
  {
    name: "what is too large for an exact integer is rounded",
    in: "src/contract",
    of: "toBase",
    becomes:
      (toBase) =>
      (value, ...rest) =>
        value > 1e12 ? value * 1000 : toBase(value, ...rest),
    holds: [13, "NaN or overflow that breaks the sensitivity"],
    lost: "amounts are floats, and what they add up to depends on their order",
    tests: [CANONICAL_TEST],
  },
  {
    name: "a sum is not clamped",
    query: "bounded",
    becomes: `SELECT original.* REPLACE (amounts.amount AS amount, amounts.amount - bounds.centre AS centred)
FROM original
JOIN amounts ON amounts.household = original.household AND amounts.stream = original.stream
JOIN bounds ON bounds.stream = original.stream`,
    holds: [7],
    lost: "one household moves a sum by any amount, and the noise hides half a clamp",
    tests: [STEPS_TEST],
  },
  {
    name: "the centre is the mean of what was given",
    query: "bounded",
    becomes: `SELECT original.* REPLACE (
  amount - CAST((SELECT AVG(o.amount) FROM original AS o WHERE o.stream = original.stream) AS BIGINT) AS centred
)
FROM original`,
    holds: ["clamp, bins, centre or hierarchy taken from the data"],
    lost: "every household's part of a sum changes with one of them",
    tests: [NEIGHBOURS_TEST],
  },
  {
    name: "an amount grows by one after it was bounded",
    query: "partials",
    becomes: "SELECT * REPLACE (centred + households AS centred) FROM original",
    holds: [7, "a transform after bounding that changes it"],
    lost: "a sum moves by more than its sensitivity",
    tests: [STEPS_TEST],
  },
  {
    name: "each reading counts as a household",
    query: "amounts",
    becomes:
      "SELECT original.* FROM original JOIN readings ON readings.household = original.household, generate_series(1, readings.months)",
    holds: [8, "row-level privacy unit"],
    lost: "who gives more months counts for more households, and k and noise are for one",
    tests: [STEPS_TEST],
  },
  {
    name: "empty cells are left out",
    query: "cells",
    becomes: "SELECT * FROM original WHERE households > 0",
    holds: [12, "noise only on non-empty cells"],
    lost: "the list of cells tells where anybody is",
    tests: [STEPS_TEST],
  },
  blind("partials_add_up", [7, 8], "households that were lost or doubled between amounts and sums are drawn"),
  blind("shards_add_up", [7, 8], "households that were lost or doubled between shards are drawn"),
  blind("one_amount_per_household", [8, "row-level privacy unit"], "a household with two amounts of a measure is drawn"),
  blind("rows_of_households", [8], "checks that a pass stands for are never asked"),
  blind("cube_is_whole", [12], "cells that depend on who gave are drawn"),
  {
    name: "a broken promise does not stop the run",
    in: "src/pipeline",
    of: "brokenPromise",
    becomes: () => async () => undefined,
    holds: [7, 8],
    lost: "checks are run for nothing",
    tests: [PROMISES_TEST],
  },
  {
    name: "a broken promise says how many households break it",
    in: "src/pipeline",
    of: "brokenPromise",
    becomes: (look) => async (duck, checks) => {
      const broken = await look(duck, checks);
      if (!broken) return broken;
      const rows = await duck.rows(broken.sql);
      return { ...broken, promise: `${broken.promise} (${rows.length} rows)` };
    },
    holds: [9, "raw values in logs, Parquet statistics, WAL or error texts"],
    lost: "an error text has an exact count",
    tests: [PROMISES_TEST],
  },
  {
    name: "a household's streams grow beyond L",
    in: "src/vault",
    of: "freezeStreams",
    becomes: (freeze) => (o) => freeze({ ...o, cap: Number.POSITIVE_INFINITY }),
    also: [
      {
        in: "src/vault",
        of: "partOf",
        becomes: (share) => (o) => share({ ...o, cap: Number.POSITIVE_INFINITY }),
      },
    ],
    holds: [8, "ε per measure or per table reported as the total"],
    lost: "a household pays for more measures than the year was divided by",
    tests: [SNAPSHOT_TEST],
  },
  {
    name: "each donation of a household stands for a household",
    in: "src/vault",
    of: "receiptOf",
    becomes: () => (_keys, idempotency) => Buffer.from(`${idempotency}${process.hrtime.bigint()}`).toString("base64url"),
    holds: [20, "a household with several donations counted as several units"],
    lost: "a cell of k households is one household that gave k times",
    tests: ["test/partners/write.test.ts"],
  },
  {
    name: "a household that moves counts where it lives now",
    in: "src/vault",
    of: "partOf",
    becomes: (share) => (o) => share({ ...o, used: o.used && { ...o.used, household: undefined } }),
    holds: [8],
    lost: "the difference of two publications of a year shows a move",
    tests: [SNAPSHOT_TEST],
  },
  {
    name: "no cell is withheld with one that it would expose",
    in: "src/privacy",
    of: "protect",
    becomes: () => () => [],
    holds: [11, "a withheld cell that subtraction recovers"],
    lost: "a total less its other parts is the withheld one",
    tests: ["test/pipeline/protect.test.ts"],
  },
  {
    name: "a withheld count may be known to ± k",
    in: "src/privacy",
    of: "protect",
    becomes:
      (protect) =>
      (nodes, evidence, k, ...more) =>
        protect(nodes, evidence, Math.max(2, k / 2), ...more),
    holds: [11],
    lost: "the rule says ± 2k, and holds half of it",
    tests: [PROTECTION_TEST],
  },
  {
    name: "each measure is protected by itself",
    in: "src/pipeline",
    of: "linkedMeasures",
    becomes:
      () =>
      ({ measures }) =>
        measures.map((measure) => [measure]),
    holds: [11],
    lost: "six measures of the same households, laid side by side, give a withheld count away",
    tests: ["test/pipeline/together.test.ts"],
  },
  {
    name: "types of two partitions are taken for strangers",
    in: "src/privacy",
    of: "linkedPartitions",
    becomes: () => (partitions) => partitions.map((_, partition) => [partition]),
    holds: [11, "a withheld cell that subtraction recovers"],
    lost: "gas and not gas less not electric is the electric homes that electricity withholds",
    tests: ["test/pipeline/together.test.ts", "test/privacy/linkage.test.ts"],
  },
  {
    name: "a publication is protected as if nothing were published before",
    in: "src/pipeline",
    of: "priorDraws",
    becomes: (earlier) => (plan, ledger, own) => earlier(plan, { ...ledger, entries: () => [] }, own),
    holds: [11],
    lost: "a year beside its revision, or its quarters side by side, gives a withheld count away",
    tests: ["test/pipeline/earlier.test.ts"],
  },
  {
    name: "what was drawn for a cell that protects another is stored",
    in: "src/pipeline",
    of: "makeDraw",
    becomes: (make) => (basis, noisy, fates) =>
      make(
        basis,
        noisy,
        fates.map((fate) => (fate === "protecting" ? "published" : fate)),
      ),
    holds: [9, "a withheld cell that subtraction recovers"],
    lost: "a withheld cell's figures are in a file and a digest for good",
    tests: [PAYLOAD_TEST],
  },
  {
    name: "the first bin says how far a count is from the truth",
    in: "src/pipeline",
    of: "measureCells",
    becomes:
      (measure) =>
      (cells, bounded, ...rest) => {
        const exact = ({ count }) => count.gaussian({ requireCovers: () => undefined, draw: () => 0n }, null)[0];
        return measure(cells, bounded, ...rest).map((cell, i) => {
          if (!cell?.bins) return cell;
          const [, ...bins] = cell.bins;
          return { ...cell, bins: [cell.count - exact(bounded[cells[i].cell]), ...bins] };
        });
      },
    holds: [9, "publishing accuracy against the truth"],
    lost: "the error takes the noise off again",
    tests: ["test/pipeline/mechanism.test.ts"],
  },
];

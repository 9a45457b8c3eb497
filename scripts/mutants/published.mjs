/**
 * Mutants of releases, of the public log and its verification, and of what visitors and browsers send. Their form is described in
 * `scripts/mutants.mjs`.
 */

const LOG_TEST = "test/commons/log.test.ts";
const OBSERVATIONS_TEST = "test/pipeline/estimate/observations.test.ts";

export const PUBLISHED = [
  {
    name: "a release has its name before it is whole",
    in: "src/storage/files",
    of: "createWhole",
    becomes: () => async (parent, name, fill) => {
      const { mkdir } = await import("node:fs/promises");
      await mkdir(`${parent}/${name}`, { recursive: true });
      await fill(`${parent}/${name}`);
      return true;
    },
    holds: [14],
    lost: "a run that is killed leaves half a release, which is never made again",
    tests: ["test/release/write.test.ts"],
  },
  {
    name: "a release that exists is written anew",
    in: "src/release",
    of: "writeRelease",
    becomes: (write) => async (input) => {
      const { rm } = await import("node:fs/promises");
      await rm(`${input.folder}/${input.id}`, { recursive: true, force: true });
      return write(input);
    },
    holds: [6],
    lost: "what people have cited is another figure",
    tests: ["test/release/write.test.ts"],
  },
  {
    name: "a margin is rounded inwards",
    in: "src/pipeline/estimate",
    of: "rounded",
    becomes:
      (rounded) =>
      ({ value, lower, upper }, decimals) => {
        const power = 10 ** decimals;
        return {
          ...rounded({ value, lower, upper }, decimals),
          lower: Math.ceil(lower * power) / power,
          upper: Math.floor(upper * power) / power,
        };
      },
    holds: ["intervals computed before rounding or clipping"],
    lost: "fewer than 95 of 100 intervals hold",
    tests: [OBSERVATIONS_TEST],
  },
  {
    name: "the public log is written while another process is between a debit and its draw",
    in: "src/commons",
    of: "catchUp",
    becomes: () => async (log) => {
      await log.settle();
      await log.publish();
    },
    holds: [29],
    lost: "the time between two entries tells how many records were read",
    tests: [LOG_TEST],
  },
  {
    name: "what was said in public is written over",
    in: "src/commons",
    of: "refuseUnsaid",
    becomes: () => () => undefined,
    holds: [29],
    lost: "a debit that was public is taken back",
    tests: [LOG_TEST],
  },
  {
    name: "the public chain carries the second of a debit",
    in: "src/ledger",
    of: "midnightOf",
    becomes: () => (instant) => instant.toISOString(),
    holds: [12, 29],
    lost: "the length of a run tells how many records were read",
    tests: ["test/commons/continuity.test.ts"],
  },
  {
    name: "verify looks for no figures of withheld cells",
    in: "src/verify",
    of: "strayFaults",
    becomes: () => () => [],
    holds: [9],
    lost: "a release that leaks a withheld cell passes",
    tests: ["test/verify/forgery-rows.test.ts"],
  },
  {
    name: "verify lets a year cost more than it was opened with",
    in: "src/verify",
    of: "budgetFaults",
    becomes: () => () => [],
    holds: [5, "fresh noise without a ledger"],
    lost: "an operator overspends, and nobody outside can tell",
    tests: ["test/verify/ledger.test.ts"],
  },
  {
    name: "verify takes the noise that a release says for what was debited",
    in: "src/verify",
    of: "chargeFaults",
    becomes: () => () => [],
    holds: [5],
    lost: "a release with half the noise passes",
    tests: ["test/verify/forgery-budget.test.ts"],
  },
  {
    name: "a withheld cell is a zero for partners",
    in: "src/partners",
    of: "aggregateRows",
    becomes: (rows) => (asked) => {
      const { table } = asked.view;
      const values = table.numbers.OBS_VALUE.map((value) => (Number.isNaN(value) ? 0 : value));
      return rows({ ...asked, view: { ...asked.view, table: { ...table, numbers: { ...table.numbers, OBS_VALUE: values } } } });
    },
    holds: [12, 20],
    lost: "a cell of few households reads as one where nobody uses anything",
    tests: ["test/partners/read.test.ts"],
  },
  {
    name: "a query may be any statement",
    in: "src/storage/duckdb",
    of: "refuseUnlessQuery",
    becomes: (refuse) => (connection, sql) =>
      refuse(connection, sql).catch((error) => {
        // The engine ends the whole process where it may not write a file.
        if (error.reason !== "refused" || sql.includes(".out")) throw error;
      }),
    holds: [33],
    lost: "a question writes files and reads settings of the machine",
    tests: ["test/storage/duckdb/sealed.test.ts"],
  },
  {
    name: "a reader of household files tells the meter's number",
    in: "src/importers",
    of: "openNotebook",
    becomes:
      (open) =>
      (...all) => {
        const notebook = open(...all);
        const { identify } = notebook;
        notebook.identify = (kind, value) => identify(`${kind} ${value}`, value);
        return notebook;
      },
    holds: [25],
    lost: "what names a household leaves its file",
    tests: ["test/importers/variants.test.ts"],
  },
  {
    name: "the file's own name is sent along",
    in: "dashboards/contribute",
    of: "donationOf",
    becomes: (donationOf) => (answers, agreement) => {
      const donation = donationOf(answers, agreement);
      const [{ source }] = agreement.chosen;
      return { ...donation, readings: donation.readings.map((reading) => ({ ...reading, source: source.title })) };
    },
    holds: [34],
    lost: "a name that holds a meter's number is in the vault",
    tests: ["test/dashboards/contribute/donation.test.ts"],
  },
  {
    name: "a contribution key goes in the address",
    in: "dashboards/shared",
    of: "intakeAt",
    becomes: (intakeAt) => (base, get) =>
      intakeAt(base, (url, init) => get(init.headers.Authorization ? `${url}?key=${init.headers.Authorization}` : url, init)),
    holds: [35],
    lost: "the key stands in the browser's history and in every log on the way",
    tests: ["test/dashboards/shared/intake.test.ts"],
  },
];

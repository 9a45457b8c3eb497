/** Mutants of the operator's side: what is written over, who may read what, what is stated of breaches, what a timer is told. */

const OVERWRITING = ["test/cli/overwriting.test.ts"];
const MODES = ["test/commons/modes.test.ts"];
const BREACHES = ["test/commons/breaches.test.ts"];
const HOME = "src/commons/home.ts";

export const OPERATING = [
  {
    name: "donate writes what it refused over what it donates",
    edits: [
      ["src/cli/verbs/donate.ts", "files.find((file) => isSameFile(file, written))", "files.find((file) => file === written)"],
    ],
    tests: OVERWRITING,
  },
  {
    name: "keys and what was refused go into one file",
    edits: [
      [
        "src/cli/verbs/donate.ts",
        "rejects !== undefined && isSameFile(receipts, rejects)",
        "rejects !== undefined && receipts === rejects",
      ],
    ],
    tests: OVERWRITING,
  },
  {
    name: "what was refused is written over any file",
    edits: [["src/intake/rejects.ts", "lines.every(isReject) &&", "lines.length > 0 &&"]],
    tests: OVERWRITING,
  },
  {
    name: "contribution keys are added to any file",
    edits: [["src/intake/receipts.ts", "if (!isOfReceipts(file, batch)) {", "if (batch < 0) {"]],
    tests: OVERWRITING,
  },
  {
    name: "an answer of sql is written over any file",
    edits: [["src/cli/verbs/sql.ts", "found.size > 0)", "found.size < 0)"]],
    tests: OVERWRITING,
  },
  {
    name: "documents are written over what a person made of them",
    edits: [["src/cli/drafts.ts", "return there !== known[path] &&", "return known[path] === undefined &&"]],
    tests: OVERWRITING,
  },
  {
    name: "the operator's documents are open to every user of the machine",
    edits: [["src/cli/verbs/documents.ts", 'secret: folder === "operator"', "secret: false"]],
    tests: OVERWRITING,
  },
  {
    name: "init writes over a territory that is there",
    edits: [[HOME, "  refuseOthers(territoryFolder, paths.territory);\n", ""]],
    tests: OVERWRITING,
  },
  {
    name: "init makes the home before its key",
    edits: [
      [HOME, "  await first();\n", ""],
      [HOME, "  return readHome(home);\n}", "  await first();\n  return readHome(home);\n}"],
    ],
    tests: ["test/cli/init.test.ts"],
  },
  {
    name: "a statement in the log of breaches is open to every user of the machine",
    edits: [
      ["src/commons/breaches.ts", ", 0o600)) continue;", ")) continue;"],
      ["src/commons/breaches.ts", "  shut(home);\n", ""],
    ],
    tests: MODES,
  },
  {
    name: "the lock is open to every user of the machine, who may hold it",
    edits: [["src/commons/lock.ts", "0o600", "0o644"]],
    tests: MODES,
  },
  {
    name: "a log of breaches that was open stays open",
    edits: [["src/commons/breaches.ts", "  shut(home);\n", ""]],
    tests: MODES,
  },
  {
    name: "a breach may be stated of a time to come",
    edits: [["src/contract/breach.ts", "Date.parse(time) <= now.getTime()", "now.getTime() > 0"]],
    tests: BREACHES,
  },
  {
    name: "a breach may have been told before it was known, and known before it happened",
    edits: [["src/contract/breach.ts", "Date.parse(time) < Date.parse(earlier))", "Date.parse(time) < 0)"]],
    tests: BREACHES,
  },
  {
    name: "the form of a breach says when the authority was told",
    edits: [
      ["src/cli/verbs/breach.ts", 'log: { authority_notified_at: "" }', 'log: { authority_notified_at: "2026-11-20T16:00:00Z" }'],
    ],
    tests: ["test/cli/papers.test.ts"],
  },
  {
    name: "the 72 hours never pass",
    edits: [["src/cli/verbs/breach.ts", "Date.parse(notified)) > limit;", "Date.parse(notified)) > limit * 2;"]],
    tests: ["test/cli/papers.test.ts"],
  },
  {
    name: "a timer is told that all is erased while the clock is doubted",
    edits: [["src/cli/verbs/erase.ts", '...(done.clockDoubted ? ["clock-doubted"] : []),', ""]],
    tests: ["test/cli/erase.test.ts"],
  },
];

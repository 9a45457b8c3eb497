import type { VerbEntry } from "../verb.ts";

/** Every verb of the command line, in the order in which a commons is lived; each is loaded when it is asked for. */
export const VERBS: readonly VerbEntry[] = [
  {
    name: "demo",
    summary: "makes a sample commons of made-up households, contributes, publishes everything that is due, and serves it",
    load: async () => (await import("./demo.ts")).demo,
  },
  {
    name: "init",
    summary: "makes a commons: an empty home, its territory and settings, and the operator's key outside it",
    load: async () => (await import("./init.ts")).init,
  },
  {
    name: "donate",
    summary: "bulk intake of files of donations: NDJSON, one a line, or CSV and Parquet in the canonical form",
    load: async () => (await import("./donate.ts")).donate,
  },
  {
    name: "read",
    summary: "shows what a household's own file holds, and which months of it could be contributed; donates nothing",
    load: async () => (await import("./read.ts")).read,
  },
  {
    name: "plan",
    summary: "how the budget is split, what it can publish and with what margins, and other calendars; from public numbers alone",
    load: async () => (await import("./plan.ts")).plan,
  },
  {
    name: "release",
    summary: "makes the publication of every level due at a period and freezes it; asked again, returns the same",
    load: async () => (await import("./release.ts")).release,
  },
  {
    name: "revise",
    summary: "the annual revision: draws every cell of a published year anew, from the reserve; asked again, returns the same",
    load: async () => (await import("./revise.ts")).revise,
  },
  {
    name: "change",
    summary: "announces other settings or another territory for a later year; what was published keeps its own",
    load: async () => (await import("./change.ts")).change,
  },
  {
    name: "status",
    summary: "for the operator: publications due, budget, contributions, announced changes, erasures owed, retention",
    load: async () => (await import("./status.ts")).status,
  },
  {
    name: "erase",
    summary: "for a daily timer: erases what is past retention, pays erasures owed, checks that nothing of them is left",
    load: async () => (await import("./erase.ts")).erase,
  },
  {
    name: "backup",
    summary: "copies the home while it is served, whole or not at all; the operator's key and the ledger's witness stay apart",
    load: async () => (await import("./backup.ts")).backup,
  },
  {
    name: "restore",
    summary: "puts a home back from a backup: no debit is forgotten, and what contributors asked for since is repeated",
    load: async () => (await import("./restore.ts")).restore,
  },
  {
    name: "check",
    summary: "looks at every page, seal, entry and release of a home; sets aside contributions that were damaged, if told to",
    load: async () => (await import("./check.ts")).check,
  },
  {
    name: "serve",
    summary: "serves portal, dashboards and intake; the portal alone needs neither vault nor key",
    load: async () => (await import("./serve.ts")).serve,
  },
  {
    name: "export",
    summary: "writes the whole public side as files, for any static host; needs neither vault nor key",
    load: async () => (await import("./export.ts")).exportSite,
  },
  {
    name: "issuer",
    summary: "signs eligibility tokens blindly, one an account and epoch, behind the city's sign-on: apart from every commons",
    load: async () => (await import("./issuer.ts")).issuer,
  },
  {
    name: "partner",
    summary: "keys of partner organisations: add one (shown once), list them, revoke one at once; receipt finds a contribution",
    load: async () => (await import("./partner.ts")).partner,
  },
  {
    name: "show",
    summary: "shows all that is held under a contribution key; --json and --csv give it as a file",
    load: async () => (await import("./rights.ts")).show,
  },
  {
    name: "correct",
    summary: "adds to a contribution and corrects it: with a donation of one file, or by taking readings out",
    load: async () => (await import("./rights.ts")).correct,
  },
  {
    name: "pause",
    summary: "keeps a contribution out of publications until it is resumed",
    load: async () => (await import("./rights.ts")).pause,
  },
  { name: "resume", summary: "lets a paused contribution count again", load: async () => (await import("./rights.ts")).resume },
  {
    name: "object",
    summary: "takes topics, or all of a contribution, out of publications until a newer consent names them again",
    load: async () => (await import("./rights.ts")).object,
  },
  {
    name: "withdraw",
    summary: "destroys the key of a contribution and its rows; says what backups still hold",
    load: async () => (await import("./rights.ts")).withdraw,
  },
  {
    name: "documents",
    summary:
      "writes notice, register of processing, impact assessment, data-altruism pack and breach log, from settings and ledger",
    load: async () => (await import("./documents.ts")).documents,
  },
  {
    name: "breach",
    summary: "states a breach of personal data to the public and to contributors, and keeps the log of all of them",
    load: async () => (await import("./breach.ts")).breach,
  },
  {
    name: "ledger",
    summary: "the privacy ledger: what was debited, spent and left, by year and for life; its chain is verified",
    load: async () => (await import("./ledger.ts")).ledger,
  },
  {
    name: "log",
    summary: "the public log: how far it has come, whose key signs it; replaces that key",
    load: async () => (await import("./log.ts")).log,
  },
  {
    name: "verify",
    summary:
      "checks releases, a public log or a whole export offline: signature, chain, hashes, tables, promises, what the years have cost, and that every file of an export is what its releases make; several must be one chain",
    load: async () => (await import("./verify.ts")).verify,
  },
  {
    name: "sql",
    summary: "answers one SQL query over the tables of a release, or of a commons' newest; without a query, tells what there is",
    load: async () => (await import("./sql.ts")).sql,
  },
  {
    name: "bench",
    summary: "prints measured figures of this machine, pass or fail never; all of them unless named",
    load: async () => (await import("./bench.ts")).bench,
  },
];

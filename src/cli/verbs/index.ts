import type { VerbEntry, VerbGroup } from "../verb.ts";

/** Every verb of the command line, as `--help` groups them; each is loaded when it is asked for. */
export const VERB_GROUPS: readonly VerbGroup[] = [
  {
    title: "Begin:",
    verbs: [
      {
        name: "demo",
        summary: "make a sample commons of made-up households, publish what is due, and serve it",
        examples: ["demo", "demo --home /srv/demo --households 400 --no-serve"],
        load: async () => (await import("./demo.ts")).demo,
      },
      {
        name: "init",
        summary: "make a commons: its home folder, and the operator's key outside it",
        examples: ["init --home /srv/commons --territory lyon/territory --settings lyon/settings.json"],
        load: async () => (await import("./init.ts")).init,
      },
      {
        name: "plan",
        summary: "show what the budget can publish and with what margins, from public numbers alone",
        examples: ["plan --home /srv/commons --households 5000", "plan --year 2027 --home /srv/commons"],
        load: async () => (await import("./plan.ts")).plan,
      },
      {
        name: "read",
        summary: "show what a household's own file holds; donates nothing",
        examples: ["read consommation.csv", "read --json consommation.csv"],
        load: async () => (await import("./read.ts")).read,
      },
    ],
  },
  {
    title: "Contributions:",
    verbs: [
      {
        name: "donate",
        summary: "take in files of donations: NDJSON, one a line, or CSV and Parquet tables",
        examples: ["donate --home /srv/commons donations.ndjson --receipts keys.txt --rejects refused.ndjson"],
        load: async () => (await import("./donate.ts")).donate,
      },
      {
        name: "show",
        summary: "show all that is held under a contribution key",
        examples: ["show --home /srv/commons --receipt KEY --csv"],
        load: async () => (await import("./rights.ts")).show,
      },
      {
        name: "correct",
        summary: "add a donation to a contribution, or take readings out of it",
        examples: ["correct --home /srv/commons --receipt KEY --remove water.volume:2026-01"],
        load: async () => (await import("./rights.ts")).correct,
      },
      {
        name: "pause",
        summary: "keep a contribution out of publications until it is resumed",
        examples: ["pause --home /srv/commons --receipt KEY"],
        load: async () => (await import("./rights.ts")).pause,
      },
      {
        name: "resume",
        summary: "let a paused contribution count again",
        examples: ["resume --home /srv/commons --receipt KEY"],
        load: async () => (await import("./rights.ts")).resume,
      },
      {
        name: "object",
        summary: "take topics, or a whole contribution, out of publications until a newer consent",
        examples: ["object --home /srv/commons --receipt KEY --domains water"],
        load: async () => (await import("./rights.ts")).object,
      },
      {
        name: "withdraw",
        summary: "destroy a contribution's key and rows",
        examples: ["withdraw --home /srv/commons --receipt KEY"],
        load: async () => (await import("./rights.ts")).withdraw,
      },
    ],
  },
  {
    title: "Publish:",
    verbs: [
      {
        name: "release",
        summary: "make the publication of a period and freeze it; asked again, return the same",
        examples: ["release --home /srv/commons --period 2026-01 --dry-run", "release --home /srv/commons --period 2026-01"],
        load: async () => (await import("./release.ts")).release,
      },
      {
        name: "revise",
        summary: "draw a published year anew, from the reserve; asked again, return the same",
        examples: ["revise --home /srv/commons --year 2026"],
        load: async () => (await import("./revise.ts")).revise,
      },
      {
        name: "serve",
        summary: "serve portal, dashboards and intake",
        examples: ["serve --home /srv/commons --port 8787", "serve --home /srv/public --only portal"],
        load: async () => (await import("./serve.ts")).serve,
      },
      {
        name: "export",
        summary: "write the whole public side as files, for any static host",
        examples: ["export --home /srv/commons --to /var/www/voisinage"],
        load: async () => (await import("./export.ts")).exportSite,
      },
      {
        name: "sql",
        summary: "answer one SQL query over the tables of a release",
        examples: ["sql --home /srv/commons", 'sql --home /srv/commons "SELECT count(*) FROM observations"'],
        load: async () => (await import("./sql.ts")).sql,
      },
    ],
  },
  {
    title: "Operate:",
    verbs: [
      {
        name: "status",
        summary: "show what is due: publications, budget, erasures, announced changes",
        examples: ["status --home /srv/commons"],
        load: async () => (await import("./status.ts")).status,
      },
      {
        name: "change",
        summary: "announce other settings or another territory for a later year",
        examples: ["change --home /srv/commons --from 2027 --settings next.json"],
        load: async () => (await import("./change.ts")).change,
      },
      {
        name: "erase",
        summary: "erase what is past retention, and check that nothing of it is left (daily timer)",
        examples: ["erase --home /srv/commons"],
        load: async () => (await import("./erase.ts")).erase,
      },
      {
        name: "backup",
        summary: "copy the home while it is served",
        examples: ["backup --home /srv/commons --to /mnt/backups"],
        load: async () => (await import("./backup.ts")).backup,
      },
      {
        name: "restore",
        summary: "put a home back from a backup; no debit and no erasure is forgotten",
        examples: ["restore --home /srv/commons --from /mnt/backups"],
        load: async () => (await import("./restore.ts")).restore,
      },
      {
        name: "check",
        summary: "check every page, seal, entry and release of a home",
        examples: ["check --home /srv/commons"],
        load: async () => (await import("./check.ts")).check,
      },
      {
        name: "bench",
        summary: "print measured figures of this machine",
        examples: ["bench release --rows 100000"],
        load: async () => (await import("./bench.ts")).bench,
      },
    ],
  },
  {
    title: "Account for it:",
    verbs: [
      {
        name: "ledger",
        summary: "show the privacy ledger: debited, spent and left, by year and for life",
        examples: ["ledger --home /srv/commons"],
        load: async () => (await import("./ledger.ts")).ledger,
      },
      {
        name: "log",
        summary: "show the public log and who signs it; replace its key",
        examples: ["log --home /srv/commons", "log --home /srv/commons --rotate-key"],
        load: async () => (await import("./log.ts")).log,
      },
      {
        name: "verify",
        summary: "check releases, a public log or an export, offline",
        examples: ["verify /srv/commons/releases", "verify /var/www/voisinage"],
        load: async () => (await import("./verify.ts")).verify,
      },
      {
        name: "documents",
        summary: "write notice, register, impact assessment and breach log as files",
        examples: ["documents --home /srv/commons --to documents"],
        load: async () => (await import("./documents.ts")).documents,
      },
      {
        name: "breach",
        summary: "tell the public and contributors of a breach; keep the log of all",
        examples: ["breach --form > breach.json", "breach --home /srv/commons --statement breach.json"],
        load: async () => (await import("./breach.ts")).breach,
      },
    ],
  },
  {
    title: "Services beside a commons:",
    verbs: [
      {
        name: "issuer",
        summary: "sign eligibility tokens blindly, behind the city's sign-on",
        examples: [
          "issuer --key /srv/issuer.key --add-epoch 2026 --from 2026-01-01 --until 2027-01-01",
          "issuer --key /srv/issuer.key --store /srv/issuer.sqlite --oidc-issuer https://login.example.org --client-id voisinage --commons https://data.example.org --url https://tokens.example.org",
        ],
        load: async () => (await import("./issuer.ts")).issuer,
      },
      {
        name: "partner",
        summary: "add, list and revoke the keys of partner organisations",
        examples: [
          'partner --home /srv/commons add --organisation "Water company" --allow measure,aggregate',
          "partner --home /srv/commons list",
        ],
        load: async () => (await import("./partner.ts")).partner,
      },
    ],
  },
];

export const VERBS: readonly VerbEntry[] = VERB_GROUPS.flatMap(({ verbs }) => verbs);

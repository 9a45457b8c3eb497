// The table of verbs, in the order of `--help`. A verb's code is loaded only when it runs.

import type { Verb } from "../verb.ts";

/**
 * A verb in the list of `--help`, and how to load its code.
 *
 * @param load the module that exports the verb by its name
 * @param examples command lines to copy, without the program's name
 */
function entry<Name extends string>(
  name: Name,
  load: () => Promise<Readonly<Record<Name, Verb>>>,
  summary: string,
  ...examples: readonly string[]
) {
  return { name: name as string, summary, examples, load: async (): Promise<Verb> => (await load())[name] };
}

/** All verbs of the command line, under the headings of `--help`. */
export const VERB_GROUPS = [
  {
    title: "Begin:",
    verbs: [
      entry(
        "demo",
        () => import("./demo.ts"),
        "make a sample commons of made-up households, publish what is due, and serve it",
        "demo",
        "demo --home /srv/demo --households 400 --no-serve",
      ),
      entry(
        "init",
        () => import("./init.ts"),
        "make a commons: its home folder, and the operator's key outside it",
        "init --home /srv/commons --territory lyon/territory --settings lyon/settings.json",
      ),
      entry(
        "plan",
        () => import("./plan.ts"),
        "show what the budget can publish and with what margins, from public numbers alone",
        "plan --home /srv/commons --households 5000",
        "plan --year 2027 --home /srv/commons",
      ),
      entry(
        "read",
        () => import("./read.ts"),
        "show what a household's own file holds; donates nothing",
        "read consommation.csv",
        "read --json consommation.csv",
      ),
    ],
  },
  {
    title: "Contributions:",
    verbs: [
      entry(
        "donate",
        () => import("./donate.ts"),
        "take in files of donations: NDJSON, one a line, or CSV and Parquet tables",
        "donate --home /srv/commons donations.ndjson --receipts keys.txt --rejects refused.ndjson",
      ),
      entry(
        "show",
        () => import("./rights.ts"),
        "show all that is held under a contribution key",
        "show --home /srv/commons --receipt KEY --csv",
      ),
      entry(
        "correct",
        () => import("./rights.ts"),
        "add a donation to a contribution, or take readings out of it",
        "correct --home /srv/commons --receipt KEY --remove water.volume:2026-01",
      ),
      entry(
        "pause",
        () => import("./rights.ts"),
        "keep a contribution out of publications until it is resumed",
        "pause --home /srv/commons --receipt KEY",
      ),
      entry(
        "resume",
        () => import("./rights.ts"),
        "let a paused contribution count again",
        "resume --home /srv/commons --receipt KEY",
      ),
      entry(
        "object",
        () => import("./rights.ts"),
        "take topics, or a whole contribution, out of publications until a newer consent",
        "object --home /srv/commons --receipt KEY --domains water",
      ),
      entry(
        "withdraw",
        () => import("./rights.ts"),
        "destroy a contribution's key and rows",
        "withdraw --home /srv/commons --receipt KEY",
      ),
      entry(
        "find",
        () => import("./find.ts"),
        "find, by their readings, the contribution of somebody who lost the key; the public log counts each run",
        "find --home /srv/commons --area 693880101 their-file.csv",
        "find --home /srv/commons --area 693880101 --do withdraw their-file.csv",
      ),
    ],
  },
  {
    title: "Publish:",
    verbs: [
      entry(
        "release",
        () => import("./release.ts"),
        "make the publication of a period and freeze it; asked again, return the same",
        "release --home /srv/commons --period 2026-01 --dry-run",
        "release --home /srv/commons --period 2026-01",
      ),
      entry(
        "revise",
        () => import("./revise.ts"),
        "draw a published year anew, from the reserve; asked again, return the same",
        "revise --home /srv/commons --year 2026",
      ),
      entry(
        "serve",
        () => import("./serve.ts"),
        "serve portal, dashboards and intake",
        "serve --home /srv/commons --port 8787",
        "serve --home /srv/public --only portal",
      ),
      entry(
        "export",
        () => import("./export.ts"),
        "write the whole public side as files, for any static host",
        "export --home /srv/commons --to /var/www/voisinage",
      ),
      entry(
        "sql",
        () => import("./sql.ts"),
        "answer one SQL query over the tables of a release",
        "sql --home /srv/commons",
        'sql --home /srv/commons "SELECT count(*) FROM observations"',
      ),
    ],
  },
  {
    title: "Operate:",
    verbs: [
      entry(
        "status",
        () => import("./status.ts"),
        "show what is due: publications, budget, erasures, announced changes",
        "status --home /srv/commons",
      ),
      entry(
        "change",
        () => import("./change.ts"),
        "announce other settings or another territory for a later year",
        "change --home /srv/commons --from 2027 --settings next.json",
      ),
      entry(
        "erase",
        () => import("./erase.ts"),
        "erase what is past retention, and check that nothing of it is left (daily timer)",
        "erase --home /srv/commons",
      ),
      entry(
        "backup",
        () => import("./backup.ts"),
        "copy the home while it is served",
        "backup --home /srv/commons --to /mnt/backups",
      ),
      entry(
        "restore",
        () => import("./restore.ts"),
        "put a home back from a backup; no debit and no erasure is forgotten",
        "restore --home /srv/commons --from /mnt/backups",
      ),
      entry(
        "check",
        () => import("./check.ts"),
        "check every page, seal, entry and release of a home",
        "check --home /srv/commons",
      ),
      entry("bench", () => import("./bench.ts"), "print measured figures of this machine", "bench release --rows 100000"),
    ],
  },
  {
    title: "Account for it:",
    verbs: [
      entry(
        "ledger",
        () => import("./ledger.ts"),
        "show the privacy ledger: debited, spent and left, by year and for life",
        "ledger --home /srv/commons",
      ),
      entry(
        "log",
        () => import("./log.ts"),
        "show the public log and who signs it; replace its key",
        "log --home /srv/commons",
        "log --home /srv/commons --rotate-key",
      ),
      entry(
        "verify",
        () => import("./verify.ts"),
        "check releases, a public log or an export, offline",
        "verify /srv/commons/releases",
        "verify /var/www/voisinage",
      ),
      entry(
        "documents",
        () => import("./documents.ts"),
        "write notice, register, impact assessment and breach log as files",
        "documents --home /srv/commons --to documents",
      ),
      entry(
        "breach",
        () => import("./breach.ts"),
        "tell the public and contributors of a breach; keep the log of all",
        "breach --form > breach.json",
        "breach --home /srv/commons --statement breach.json",
      ),
    ],
  },
  {
    title: "Services beside a commons:",
    verbs: [
      entry(
        "issuer",
        () => import("./issuer.ts"),
        "sign eligibility tokens blindly, behind the city's sign-on",
        "issuer --key /srv/issuer.key --add-epoch 2026 --from 2026-01-01 --until 2027-01-01",
        "issuer --key /srv/issuer.key --store /srv/issuer.sqlite --oidc-issuer https://login.example.org --client-id voisinage --commons https://data.example.org --url https://tokens.example.org",
      ),
      entry(
        "partner",
        () => import("./partner.ts"),
        "add, list and revoke the keys of partner organisations",
        'partner --home /srv/commons add --organisation "Water company" --allow measure,aggregate',
        "partner --home /srv/commons list",
      ),
    ],
  },
];

export const VERBS = VERB_GROUPS.flatMap(({ verbs }) => verbs);

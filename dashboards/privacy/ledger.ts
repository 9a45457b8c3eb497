import type { LedgerEntry } from "../../src/contract/chain.ts";
import type { PrivacyReport, Spend } from "../../src/contract/manifest.ts";
import { statementsIn } from "../../src/contract/standing-terms.ts";
import { parse, toNumber } from "../../src/privacy/odds/index.ts";
import { formatDate, formatNumber, formatRelease } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { dataTable } from "../shared/table.ts";
import { type Bets, betsOf, entryRho, yearBudget } from "./bet.ts";
import { exactBets } from "./forecast-text.ts";
import { formatSmall } from "./small.ts";
import type { PrivacyWords } from "./words.ts";

interface Amount {
  readonly name: string;
  readonly rho: string;
  readonly epsilon: string;
  readonly delta: string;
  readonly bets: string;
  readonly changed: string;
}

function amount(name: string, spend: Spend, { there, changed }: Bets, lang: Lang): Amount {
  return {
    name,
    rho: formatSmall(toNumber(parse(spend.rho)), lang),
    epsilon: formatNumber(spend.epsilon, 3, lang),
    delta: formatSmall(spend.delta, lang),
    bets: exactBets(there, lang),
    changed: exactBets(changed, lang),
  };
}

/** The exact amounts spent by this release, the year and the lifetime. */
export function amountsTable(report: PrivacyReport, log: readonly LedgerEntry[], lang: Lang, words: PrivacyWords): HTMLElement {
  const { year, lifetime, this_release } = report;
  const bets = betsOf(report, log);
  const allowed = yearBudget(report.ledger, year.year)?.rho;
  const rows: Amount[] = [
    amount(words.release(report.release), this_release, bets.release, lang),
    amount(words.year(year.year), year, bets.year, lang),
    {
      name: words.allowed,
      rho: allowed === undefined ? "" : formatSmall(allowed, lang),
      epsilon: formatNumber(year.epsilon_allowed, 3, lang),
      delta: formatSmall(year.delta_allowed, lang),
      bets: year.odds_allowed === undefined ? "" : formatNumber(year.odds_allowed, 2, lang),
      changed: "",
    },
    amount(words.lifetime, lifetime, bets.lifetime, lang),
  ];
  return dataTable<Amount>({
    caption: words.amounts,
    rows,
    columns: [
      { label: words.scope, cell: (row) => row.name },
      { label: "ε", numeric: true, cell: (row) => row.epsilon },
      { label: "δ", numeric: true, cell: (row) => row.delta },
      { label: words.bets, numeric: true, cell: (row) => row.bets },
      { label: words.betsChanged, numeric: true, cell: (row) => row.changed },
      { label: "ρ (zCDP)", numeric: true, cell: (row) => row.rho },
    ],
  });
}

/** What an entry is about: a release or a year. */
export function subjectOf(entry: LedgerEntry): string {
  return "publication" in entry ? entry.publication : String(entry.year);
}

/** What an entry is. Years before the first terms have them too. */
export function kindText(entry: LedgerEntry, entries: readonly LedgerEntry[], { kinds }: PrivacyWords): string {
  return entry === statementsIn(entries)[0] ? kinds.firstTerms : kinds[entry.kind];
}

/** The whole public log, newest entry first. */
export function ledgerTable(
  entries: readonly LedgerEntry[],
  lang: Lang,
  words: PrivacyWords,
  nameOf: (measure: string) => string,
): HTMLElement {
  return dataTable<LedgerEntry>({
    caption: words.wholeLedger(entries.length),
    rows: [...entries].reverse(),
    columns: [
      { label: words.entry, cell: (entry) => String(entry.seq), sort: (entry) => entry.seq },
      { label: words.publication, cell: (entry) => formatRelease(subjectOf(entry), lang), sort: subjectOf },
      { label: words.kind, cell: (entry) => kindText(entry, entries, words) },
      {
        label: "ρ",
        numeric: true,
        cell: (entry) => (entry.kind === "debit" || entry.kind === "assumed" ? formatSmall(entryRho(entry), lang) : ""),
        sort: entryRho,
      },
      {
        label: words.topics,
        cell: (entry) => (entry.kind === "debit" ? Object.keys(entry.charges).map(nameOf).join(", ") : ""),
      },
      { label: words.at, cell: (entry) => formatDate(entry.at, lang), sort: (entry) => entry.at },
    ],
  });
}

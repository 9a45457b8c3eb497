import type { LedgerEntry } from "../../src/contract/chain.ts";
import type { PrivacyReport, Spend } from "../../src/contract/manifest.ts";
import { h } from "../shared/dom.ts";
import { folded } from "../shared/folded.ts";
import { formatDate, formatNumber, formatRelease } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { dataTable } from "../shared/table.ts";
import { fractionNumber, parseFraction, sumFractions } from "./fraction.ts";
import type { PrivacyWords } from "./words.ts";

const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** A small number as people can read it: `0.0132`, `4.5 × 10⁻⁷`. */
export function formatSmall(value: number, lang: Lang): string {
  if (value === 0) return "0";
  if (value >= 0.001) return formatNumber(value, value >= 1 ? 2 : 4, lang);
  const [digits = "", power = ""] = value.toExponential(1).split("e-");
  const raised = [...power].map((digit) => RAISED[Number(digit)]).join("");
  return `${lang === "fr" ? digits.replace(".", ",") : digits} × 10⁻${raised}`;
}

interface Amount {
  readonly name: string;
  readonly rho: string;
  readonly epsilon: string;
  readonly delta: string;
}

function amount(name: string, spend: Spend, lang: Lang): Amount {
  return {
    name,
    rho: formatSmall(fractionNumber(parseFraction(spend.rho)), lang),
    epsilon: formatNumber(spend.epsilon, 3, lang),
    delta: formatSmall(spend.delta, lang),
  };
}

/** What the year, the lifetime and this release have spent, as a sentence, a meter and a table. */
export function budgetSection(report: PrivacyReport, lang: Lang, words: PrivacyWords): HTMLElement {
  const { year, lifetime, this_release } = report;
  const allowed = formatNumber(year.epsilon_allowed, 2, lang);
  const rows: Amount[] = [
    amount(words.release(report.release), this_release, lang),
    amount(words.year(year.year), year, lang),
    {
      name: words.allowed,
      rho: "",
      epsilon: formatNumber(year.epsilon_allowed, 3, lang),
      delta: formatSmall(year.delta_allowed, lang),
    },
    amount(words.lifetime, lifetime, lang),
  ];
  return h(
    "section",
    {},
    h("h2", {}, words.budget),
    h("p", {}, words.budgetText),
    h("p", { class: "spent" }, words.spent(year.year, formatNumber(year.epsilon, 2, lang), allowed)),
    h(
      "meter",
      { min: 0, max: year.epsilon_allowed, value: year.epsilon, "aria-label": words.meter },
      `${formatNumber(year.epsilon, 2, lang)} / ${allowed}`,
    ),
    dataTable<Amount>({
      caption: words.amounts,
      rows,
      columns: [
        { label: words.scope, cell: (row) => row.name },
        { label: "ε", numeric: true, cell: (row) => row.epsilon },
        { label: "δ", numeric: true, cell: (row) => row.delta },
        { label: "ρ (zCDP)", numeric: true, cell: (row) => row.rho },
      ],
    }),
  );
}

/** ρ that an entry charges one household, at most: of a debit the sum over its dearest streams. */
export function entryRho(entry: LedgerEntry): number {
  if (entry.kind === "assumed") return fractionNumber(parseFraction(entry.rho));
  if (entry.kind !== "debit") return 0;
  const dearest = Object.values(entry.charges)
    .map((charge) => parseFraction(charge.rho))
    .sort((a, b) => fractionNumber(b) - fractionNumber(a))
    .slice(0, entry.streams);
  return fractionNumber(sumFractions(dearest));
}

/** What an entry is about: a release, or a year. */
function subject(entry: LedgerEntry): string {
  return "publication" in entry ? entry.publication : String(entry.year);
}

/** lines of the ledger that the page shows at first */
const NEWEST = 4;

/** The public chain of debits: the newest lines, and the whole chain folded away. */
export function ledgerSection(
  report: PrivacyReport,
  lang: Lang,
  words: PrivacyWords,
  nameOf: (measure: string) => string,
): HTMLElement {
  const entries = [...report.ledger].reverse();
  const table = (rows: readonly LedgerEntry[], caption: string): HTMLElement =>
    dataTable<LedgerEntry>({
      caption,
      captionHidden: true,
      rows,
      columns: [
        { label: words.entry, cell: (entry) => String(entry.seq), sort: (entry) => entry.seq },
        { label: words.publication, cell: (entry) => formatRelease(subject(entry), lang), sort: subject },
        { label: words.kind, cell: (entry) => words.kinds[entry.kind] },
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
  return h(
    "section",
    {},
    h("h2", {}, words.ledger),
    h("p", {}, words.ledgerText),
    table(entries.slice(0, NEWEST), words.ledger),
    entries.length > NEWEST
      ? folded(words.wholeLedger(entries.length), () => table(entries, words.wholeLedger(entries.length)))
      : null,
  );
}

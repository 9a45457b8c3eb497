import { BuiltElements, Folded } from "../shared/bits.tsx";
import { formatRelease } from "../shared/format.ts";
import { measureLabel, measuresIn } from "../shared/labels.ts";
import { percent } from "../shared/percent.ts";
import { TABLE_ROLES as ROLES } from "../shared/table-roles.ts";
import { entryRho, yearBudget } from "./bet.ts";
import { CheckOffline } from "./check-offline.tsx";
import { kindText, ledgerTable, subjectOf } from "./ledger.ts";
import type { TrustProps } from "./trust.ts";
import { PRIVACY, TRUST } from "./words.ts";

/** The journal of the budget, and how anybody can check it offline. */
export function Verify({ data, lang }: TrustProps) {
  const words = TRUST[lang].verify;
  // A report has the entries up to its own time; the log, where there is one, is what is downloaded and checked.
  const { report, log } = data;
  const entries = log.entries.length > 0 ? log.entries : (report?.ledger ?? []);
  return (
    <section class="verify" aria-labelledby="verify-title">
      <h2 id="verify-title">{words.title}</h2>
      {entries.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <div class="halves">
          <Journal data={data} lang={lang} entries={entries} />
          <CheckOffline data={data} lang={lang} />
        </div>
      )}
    </section>
  );
}

/** Number of ledger entries shown at first. */
const NEWEST = 4;

type JournalProps = TrustProps & { readonly entries: TrustProps["data"]["log"]["entries"] };

/** The newest entries, each with its share of the year's budget; the whole ledger is folded. */
function Journal({ data: { report, catalog }, lang, entries }: JournalProps) {
  const words = TRUST[lang].verify;
  const { wholeLedger } = PRIVACY[lang];
  const budget = report ? yearBudget(report.ledger, report.year.year) : null;
  const labels = new Map(measuresIn(catalog.measures).map((ref) => [ref.key, measureLabel(ref, lang)]));
  return (
    <div>
      <div class="table-scroll">
        <table id="journal" aria-label={words.journal} {...ROLES.table}>
          <thead {...ROLES.rowgroup}>
            <tr {...ROLES.row}>
              <th scope="col" {...ROLES.columnheader}>
                {words.entry}
              </th>
              <th scope="col" class="num" {...ROLES.columnheader}>
                {words.part}
              </th>
              <th scope="col" {...ROLES.columnheader}>
                {words.hash}
              </th>
            </tr>
          </thead>
          <tbody {...ROLES.rowgroup}>
            {entries
              .slice(-NEWEST)
              .reverse()
              .map((entry) => {
                const cost = entryRho(entry);
                return (
                  <tr key={entry.seq} {...ROLES.row}>
                    <th scope="row" {...ROLES.rowheader}>
                      {formatRelease(subjectOf(entry), lang)} <small>{kindText(entry, entries, PRIVACY[lang])}</small>
                    </th>
                    <td class="num" data-label={words.part} {...ROLES.cell}>
                      {cost > 0 && budget ? percent((100 * cost) / budget.rho, lang) : words.noPart}
                    </td>
                    <td data-label={words.hash} {...ROLES.cell}>
                      <code>{entry.hash.slice(0, 12)}</code>
                    </td>
                  </tr>
                );
              })}
          </tbody>
        </table>
      </div>
      <Folded summary={wholeLedger(entries.length)}>
        {() => <BuiltElements make={() => [ledgerTable(entries, lang, PRIVACY[lang], (key) => labels.get(key) ?? key)]} />}
      </Folded>
    </div>
  );
}

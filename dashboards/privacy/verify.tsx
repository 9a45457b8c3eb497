import { BuiltElements, Folded } from "../shared/bits.tsx";
import { formatRelease } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { measureLabel, measuresIn } from "../shared/labels.ts";
import { percent } from "../shared/percent.ts";
import { Scrolled } from "../shared/scrolled.tsx";
import { TABLE_ROLES as ROLES } from "../shared/table-roles.ts";
import { entryRho, yearBudget } from "./bet.ts";
import { ledgerTable, subjectOf } from "./ledger.ts";
import { takeAll } from "./take-all.ts";
import type { TrustProps } from "./trust.ts";
import { LOG, PRIVACY, TRUST } from "./words.ts";

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
  const { kinds, wholeLedger } = PRIVACY[lang];
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
                      {formatRelease(subjectOf(entry), lang)} <small>{kinds[entry.kind]}</small>
                    </th>
                    <td class="num" data-label={words.part} {...ROLES.cell}>
                      {cost > 0 && budget ? percent((100 * cost) / budget.rho, lang) : ""}
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

/** What no check can tell. */
function Limits({ lang }: { lang: Lang }) {
  return (
    <ul>
      {TRUST[lang].verify.limitsList.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

/** What to download, which command to run, and what no check can tell. */
function CheckOffline({ data: { log, catalog }, lang }: TrustProps) {
  const words = TRUST[lang].verify;
  const signedBy = log.keys[0]?.kid ?? null;
  return (
    <div>
      <p>{words.text}</p>
      <Folded summary={words.commands} id="commands">
        {() => (
          <>
            <p class="note">{LOG[lang].checkText}</p>
            <Scrolled class="command" label={words.take}>
              <pre id="take-all">
                <code>{takeAll(document.baseURI, catalog.releases, signedBy !== null)}</code>
              </pre>
            </Scrolled>
            <p class="note">{LOG[lang].checkRun}</p>
            <Scrolled class="command" label={words.run}>
              <pre>
                <code>{`node ../voisinage/dist/cli/main.js verify ./ --key ${signedBy ?? "THUMBPRINT"}`}</code>
              </pre>
            </Scrolled>
          </>
        )}
      </Folded>
      <p class="tools">
        <a class="button quiet" href="v1/log.json">
          {words.whole}
        </a>
      </p>
      <Folded summary={words.limits} class="no-print">
        {() => <Limits lang={lang} />}
      </Folded>
      {/* Who files the printed page needs what it does not promise, opened or not. */}
      <div class="only-print">
        <h3>{words.limits}</h3>
        <Limits lang={lang} />
      </div>
    </div>
  );
}

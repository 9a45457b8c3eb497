import { BudgetBar, INKS } from "../charts/budget-bar.tsx";
import { CountedDots } from "../charts/of-hundred.tsx";
import { Folded, Made, Scrolled } from "../shared/bits.tsx";
import { amountText, decimalsBorne, formatDate, formatNumber, formatRelease, unitLabel } from "../shared/format.ts";
import { measureLabel, measuresIn, topicLabel } from "../shared/labels.ts";
import { contributorHref, pageHref } from "../shared/layout.ts";
import { Sized } from "../shared/sized.tsx";
import { betsWon, entryRho, yearBudget } from "./bet.ts";
import { percent } from "./forecast-said.ts";
import { fractionNumber, parseFraction } from "./fraction.ts";
import { Further } from "./further.tsx";
import { amountsTable, ledgerTable, subjectOf } from "./ledger.ts";
import { formatSmall } from "./small.ts";
import { takeAll } from "./take-all.ts";
import { noiseOf, type ToyNoise, usualNoise } from "./toy.ts";
import { ToyCard } from "./toy-card.tsx";
import type { TrustProps } from "./trust.ts";
import { LOG, PRIVACY, TRUST } from "./words.ts";

const random = (n: number): Uint32Array => crypto.getRandomValues(new Uint32Array(n));

/** Confiance: the questions that people ask, the toy, the worst case, the budget, how to check; then what officers and specialists need. */
export function TrustView({ data, lang }: TrustProps) {
  const { catalog, full } = data;
  const [first] = measuresIn(catalog.measures);
  const clampOf = (key: string) => catalog.measures.find((one) => `${one.domain}.${one.measure}` === key)?.clamp.upper;
  const real = full && noiseOf(full.report, clampOf);
  const noise = real ?? (first ? usualNoise(first.key, clampOf(first.key) ?? first.measure.clamp.upper, catalog.k) : null);
  const ref = measuresIn(catalog.measures).find(({ key }) => key === noise?.measure);
  const unit = catalog.measures.find((one) => `${one.domain}.${one.measure}` === noise?.measure)?.unit ?? "";
  return (
    <>
      <Questions data={data} lang={lang} noise={real} />
      {noise && ref ? (
        <ToyCard
          noise={noise}
          release={real ? (full?.report.release ?? null) : null}
          topic={topicLabel(ref, lang)}
          unit={unitLabel(unit === "currency" ? catalog.commons.currency : unit, lang)}
          lang={lang}
          random={random}
        />
      ) : null}
      <div class="halves">
        <Bet data={data} lang={lang} />
        <Budget data={data} lang={lang} />
      </div>
      <Verify data={data} lang={lang} />
      <Officer data={data} lang={lang} />
      <Further data={data} lang={lang} />
    </>
  );
}

function Questions({ data, lang, noise }: TrustProps & { noise: ToyNoise | null }) {
  const words = TRUST[lang].questions;
  const { example, catalog } = data;
  const mine = contributorHref("my-contribution", lang, catalog.intake, location.href);
  const sees = example
    ? words.neighbourSees(
        amountText(example.value, decimalsBorne(example.lower, example.upper, 1), unitLabel(example.unit, lang), lang),
        formatNumber(example.homes, 0, lang),
      )
    : words.neighbourAny;
  return (
    <div class="questions">
      <section class="card">
        <h2>{words.neighbour}</h2>
        <p>
          {sees}
          {noise && noise.times >= 2 ? words.noise(formatNumber(Math.floor(noise.times), 0, lang)) : words.noiseAny}
        </p>
      </section>
      <section class="card">
        <h2>{words.break}</h2>
        <p>{words.breakText}</p>
      </section>
      <section class="card">
        <h2>{words.change}</h2>
        <p>{words.changeText}</p>
        {mine === null ? null : (
          <p>
            <a href={mine}>{words.mine}</a>
          </p>
        )}
      </section>
    </div>
  );
}

/** Of a hundred bets, how many are won by somebody who knows all the others: by tossing a coin, and having read everything. */
function Bet({ data: { report }, lang }: TrustProps) {
  const words = TRUST[lang].bet;
  const rho = report ? fractionNumber(parseFraction(report.year.rho)) : 0;
  const won = report ? betsWon(report.year) : null;
  const said = (bets = 50) => formatNumber(bets, 1, lang);
  const dots = (id: string, full: number) => (
    <Sized height={70}>
      {(width) => (
        <CountedDots
          id={id}
          width={width}
          label={words.label(String(full))}
          count={100}
          full={full}
          columns={width < 340 ? 20 : 25}
          ink
        />
      )}
    </Sized>
  );
  return (
    <section class="card bet" aria-labelledby="bet-title">
      <h2 id="bet-title">{words.title}</h2>
      <p class="note">{words.text}</p>
      <h3>{words.blind}</h3>
      {dots("bet-blind", 50)}
      <h3 id="bets">{report ? words.read(said(won?.there), String(report.year.year)) : words.none}</h3>
      {won ? dots("bet-read", Math.ceil(won.there)) : null}
      {report ? (
        <p class="source">{words.how(formatSmall(rho, lang), said(won?.changed), said(betsWon(report.lifetime).there))}</p>
      ) : null}
    </section>
  );
}

function Budget({ data: { report }, lang }: TrustProps) {
  const words = TRUST[lang].budget;
  const budget = report ? yearBudget(report.ledger, report.year.year) : null;
  if (!report || !budget) {
    return (
      <section class="card budget">
        <h2>{words.title}</h2>
        <p>{words.none}</p>
      </section>
    );
  }
  // What conversion and rounding leave is nothing that anything could be published with.
  const left = budget.spent > 0.9995 ? 0 : 1 - budget.spent;
  const share = (value: number): string => percent(100 * value, lang);
  const [spent, rest] = [share(Math.min(1, budget.spent)), share(left)];
  const { year } = report;
  return (
    <section class="card budget" aria-labelledby="budget-title">
      <h2 id="budget-title">{words.title}</h2>
      <p class="note">{words.text(String(budget.year))}</p>
      <Sized height={42}>
        {(width) => (
          <BudgetBar
            id="budget"
            width={width}
            label={words.label(spent, rest)}
            parts={budget.parts.map(({ spentFor, share: of }) => ({ name: spentFor, share: of }))}
          />
        )}
      </Sized>
      <p class="ends spent">
        <b>{words.spent(spent)}</b> <b>{words.left(rest)}</b>
      </p>
      <ul class="inks">
        {budget.parts.map(({ spentFor, share: of }, i) => (
          <li key={spentFor}>
            <span class="ink" style={{ background: INKS[i % INKS.length] }} aria-hidden="true" />
            <b>{share(of)}</b> {words.parts[spentFor]}
          </li>
        ))}
        {left === 0 ? null : (
          <li>
            <span class="ink" aria-hidden="true" />
            <b>{rest}</b> {budget.closed ? words.closed : words.rest}
          </li>
        )}
      </ul>
      <p class="source">
        {words.specialists(
          formatNumber(year.epsilon, 2, lang),
          formatNumber(year.epsilon_allowed, 2, lang),
          formatSmall(year.delta, lang),
        )}
      </p>
      <Folded summary={words.amounts}>{() => <Made make={() => [amountsTable(report, lang, PRIVACY[lang])]} />}</Folded>
    </section>
  );
}

/** Lines of the ledger that are shown at first. */
const NEWEST = 6;

function Verify({ data, lang }: TrustProps) {
  const words = TRUST[lang].verify;
  const { report, log, catalog } = data;
  const entries = report?.ledger ?? log.entries;
  const budget = report ? yearBudget(report.ledger, report.year.year) : null;
  const signedBy = log.keys[0]?.kid ?? null;
  const labels = new Map(measuresIn(catalog.measures).map((ref) => [ref.key, measureLabel(ref, lang)]));
  const kinds = PRIVACY[lang].kinds;
  return (
    <section class="verify" aria-labelledby="verify-title">
      <h2 id="verify-title">{words.title}</h2>
      {entries.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <div class="halves">
          <div>
            <div class="table-scroll">
              <table id="journal" aria-label={words.journal}>
                <thead>
                  <tr>
                    <th scope="col">{words.entry}</th>
                    <th scope="col" class="num">
                      {words.part}
                    </th>
                    <th scope="col">{words.hash}</th>
                  </tr>
                </thead>
                <tbody>
                  {[...entries]
                    .reverse()
                    .slice(0, NEWEST)
                    .map((entry) => {
                      const cost = entryRho(entry);
                      const about = formatRelease(subjectOf(entry), lang);
                      return (
                        <tr key={entry.seq}>
                          <th scope="row">
                            {about} <small>{kinds[entry.kind]}</small>
                          </th>
                          <td class="num">{cost > 0 && budget ? percent((100 * cost) / budget.rho, lang) : ""}</td>
                          <td>
                            <code>{entry.hash.slice(0, 12)}</code>
                          </td>
                        </tr>
                      );
                    })}
                </tbody>
              </table>
            </div>
            {report ? (
              <Folded summary={PRIVACY[lang].wholeLedger(report.ledger.length)}>
                {() => <Made make={() => [ledgerTable(report, lang, PRIVACY[lang], (key) => labels.get(key) ?? key)]} />}
              </Folded>
            ) : null}
          </div>
          <div>
            <p>{words.text}</p>
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
            <p class="tools">
              <a class="button quiet" href="v1/log.json">
                {words.whole}
              </a>
            </p>
            <Folded summary={words.limits}>
              {() => (
                <ul>
                  {words.limitsList.map((line) => (
                    <li key={line}>{line}</li>
                  ))}
                </ul>
              )}
            </Folded>
          </div>
        </div>
      )}
    </section>
  );
}

/** What a data protection officer looks for, in one place. */
function Officer({ data: { notice, report, log }, lang }: TrustProps) {
  const words = TRUST[lang].officer;
  const { rows } = words;
  const { operator, retention_months } = notice.facts;
  const assessment = operator.impact_assessment;
  const facts: readonly (readonly [string, string])[] = [
    [rows.controller, operator.controller?.name ?? rows.unstated],
    [rows.dpo, operator.dpo ?? rows.unstated],
    [
      rows.assessment,
      assessment === null ? rows.unstated : rows.assessed(formatDate(assessment.approved_at, lang), assessment.by),
    ],
    [rows.register, operator.contact === null ? rows.unstated : rows.ask(operator.dpo ?? operator.contact)],
    [
      rows.processors,
      operator.processors === null
        ? rows.unstated
        : operator.processors.length === 0
          ? rows.noProcessors
          : operator.processors.join(", "),
    ],
    [rows.retention, rows.months(formatNumber(retention_months, 0, lang))],
  ];
  const links = [
    [pageHref("notice", lang), words.notice],
    [`v1/notice.${lang}.json`, words.noticeData],
    [pageHref("docs", lang), words.dictionary],
    ["v1/log.json", words.log],
    // Before anything was stated there is no signed state of the log.
    ...(log.checkpoint === null
      ? []
      : [["v1/log/checkpoint.jose", words.checkpoint] as const, ["v1/log/keys.json", words.keys] as const]),
    ...(report ? [[`v1/releases/${encodeURIComponent(report.release)}/privacy.json`, words.report] as const] : []),
  ] as const;
  return (
    <section class="card officer" id="officer" aria-labelledby="officer-title">
      <h2 id="officer-title">{words.title}</h2>
      <p class="note">{words.text}</p>
      <div class="halves">
        <dl class="rows">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <ul class="documents">
          {links.map(([href, text]) => (
            <li key={href}>
              <a href={href}>{text}</a>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

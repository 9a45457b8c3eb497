import { parse, toNumber } from "../../src/privacy/odds/index.ts";
import { CountedDots } from "../charts/counted-dots.tsx";
import { ReferenceTable } from "../docs/plain-table.tsx";
import { printedLine } from "../notice/printed-line.ts";
import { BuiltElements, Folded } from "../shared/bits.tsx";
import type { Catalog } from "../shared/data.ts";
import { digitsOf, marginText } from "../shared/digits.ts";
import { amountText, formatDate, formatNumber, lowerFirst, marginDigits, unitLabel } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { InTurns } from "../shared/in-turns.tsx";
import { measuresIn, topicLabel } from "../shared/labels.ts";
import { contributorHref, isClosed, isTaken, noticeName, pageHref } from "../shared/layout.ts";
import { linkedParts } from "../shared/linked.ts";
import { onPaper } from "../shared/on-paper.ts";
import { Rich } from "../shared/rich.tsx";
import { notGiving } from "../visit/not-giving.ts";
import { betsOf, plainBets } from "./bet.ts";
import { Budget } from "./budget-card.tsx";
import { ForPaper } from "./for-paper.tsx";
import { exactBets, wholeBets } from "./forecast-text.ts";
import { Further } from "./further.tsx";
import { formatSmall } from "./small.ts";
import { noiseFor, plannedNoise } from "./toy.ts";
import { ToyCard } from "./toy-card.tsx";
import type { TrustProps } from "./trust.ts";
import { Verify } from "./verify.tsx";
import { WhoSees } from "./who-sees.tsx";
import { TRUST } from "./words.ts";

const random = (n: number): Uint32Array => crypto.getRandomValues(new Uint32Array(n));

/**
 * The page Confiance: common questions, who sees what, the toy, the worst case, the budget and how to check; then parts for officers and
 * specialists.
 */
export function TrustView({ data, lang, onDone }: TrustProps & { readonly onDone: () => void }) {
  const { catalog, full } = data;
  const real = full && noiseFor(full.report, catalog);
  const noise = real ?? plannedNoise(catalog);
  const ref = measuresIn(catalog.measures).find(({ key }) => key === noise?.measure);
  const unit = catalog.measures.find((one) => `${one.domain}.${one.measure}` === noise?.measure)?.unit ?? "";
  const parts = [
    () => (
      <>
        <BuiltElements make={() => [printedLine(catalog, lang)]} />
        {catalog.commons.origin === undefined ? null : (
          <p class="note" id="origin">
            {TRUST[lang].origin(catalog.commons.origin[lang])}
          </p>
        )}
        {/* Of a copy the line above says it. */}
        {isClosed(catalog) && catalog.commons.origin === undefined ? (
          <p class="note" id="closed">
            {notGiving(catalog, lang)}
          </p>
        ) : null}
        <Questions data={data} lang={lang} />
      </>
    ),
    () => <WhoSees data={data} lang={lang} />,
    () =>
      noise && ref ? (
        <ToyCard
          noise={noise}
          release={real ? (full?.report.release ?? null) : null}
          topic={topicLabel(ref, lang)}
          levelNames={catalog.territory.level_names}
          unit={unitLabel(unit === "currency" ? catalog.commons.currency : unit, lang)}
          lang={lang}
          random={random}
        />
      ) : null,
    () => (
      <div class="halves">
        <Bet data={data} lang={lang} />
        <Budget data={data} lang={lang} />
      </div>
    ),
    () => <Verify data={data} lang={lang} />,
    () => <Officer data={data} lang={lang} />,
    () => <Further data={data} lang={lang} />,
  ];
  return <InTurns parts={parts} onDone={onDone} />;
}

/** Tells whether nobody contributes here, yet or ever: of a copy this is so too where no intake is served. */
const hasNoContributors = (catalog: TrustProps["data"]["catalog"], lang: Lang): boolean =>
  isClosed(catalog) || isTaken(catalog, lang, location.href);

/** What a neighbour sees of the example: its mean with its margin, of how many homes. */
export function seenText({ mean, unit, homes }: NonNullable<TrustProps["data"]["example"]>, lang: Lang): string {
  const [digits, label] = [digitsOf(mean, 1), unitLabel(unit, lang)];
  const ends = marginText(mean, digits, label, lang);
  return TRUST[lang].questions.neighbourSees(
    amountText(mean.value, digits, label, lang),
    ...ends,
    formatNumber(homes.value, marginDigits(homes.lower, homes.upper, 0), lang),
  );
}

/** What the operator, a neighbour, a burglar and a change of mind come to; where nobody can contribute yet, nothing of contributors. */
export function Questions({ data, lang }: TrustProps) {
  const words = TRUST[lang].questions;
  const { example, catalog } = data;
  const mine = contributorHref("my-contribution", lang, catalog.intake, location.href);
  const closed = hasNoContributors(catalog, lang);
  const others = `${pageHref("notice", lang)}#notice-others`;
  const small = data.full?.report.cells[catalog.territory.levels.at(-1) ?? ""];
  const any = small !== undefined && small.published + small.unreliable > 0 ? words.neighbourAny : words.neighbourNone;
  const sees = example ? seenText(example, lang) : data.report ? any : words.neighbourLater;
  const isOfElsewhere = isTaken(catalog, lang, location.href);
  return (
    <div class="questions">
      {isOfElsewhere ? null : <Operator data={data} lang={lang} />}
      {catalog.commons.origin === undefined ? null : <InCopy data={data} lang={lang} />}
      <section class="card">
        <h2>{words.neighbour}</h2>
        <p>{sees}</p>
        <p>{words.known(isOfElsewhere)}</p>
      </section>
      {closed ? null : (
        <section class="card">
          <h2>{words.change}</h2>
          <p>{words.erased(TRUST[lang].sees.backups(data.notice.facts.operator.backup_days))}</p>
          {data.report === null ? null : <p>{words.stays}</p>}
          {mine === null ? null : (
            <p class="no-print">
              <a href={mine}>{words.mine}</a>
            </p>
          )}
          <p>
            {/* On paper it is a whole address, which is printed. */}
            <a href={onPaper() ? new URL(others, document.baseURI).href : others}>{words.livesWith}</a>
          </p>
        </section>
      )}
      <section class={isOfElsewhere ? "card" : "card intruder"}>
        <h2>{words.break}</h2>
        {isOfElsewhere ? <p>{words.breakTaken}</p> : <Intruder data={data} lang={lang} />}
      </section>
    </div>
  );
}

/** What the people in a copy may ask, who never gave anything here, and whom they ask. */
function InCopy({ data: { notice }, lang }: TrustProps) {
  const words = TRUST[lang].questions;
  return (
    <section class="card in-copy">
      <h2>{words.inCopy}</h2>
      <p>{words.inCopyAsk}</p>
      <p>
        <Linked text={words.inCopyWhom(notice.facts.operator.contact ?? TRUST[lang].officer.rows.unstated)} />
      </p>
      <p>
        <a href={`${pageHref("notice", lang)}#notice-rights`}>{words.inCopyMore}</a>
      </p>
    </section>
  );
}

/** A text whose addresses are links. */
function Linked({ text }: { readonly text: string }) {
  return linkedParts(text).map(({ text: part, href }) =>
    href === undefined ? (
      part
    ) : (
      <a href={href} class="address">
        {part}
      </a>
    ),
  );
}

/** What the operator can do with the vault's key: read, and recognise a home by another file. What forbids it, and what may stay blank, as the notice says. */
function Operator({ data: { notice, catalog }, lang }: TrustProps) {
  const words = TRUST[lang].questions;
  return (
    <section class={isClosed(catalog) ? "card" : "card operator"}>
      <h2>{words.operator(notice.facts.operator.controller?.name ?? null)}</h2>
      <p>{words.operatorReads}</p>
      <p>
        <Rich text={words.operatorMatches} />
      </p>
      <p>{words.operatorBlank}</p>
    </section>
  );
}

/** What an intruder takes, what that tells, and why no more. The threat model of `docs/threat-model.md`, in a few words. */
function Intruder({ data: { notice }, lang }: TrustProps) {
  const { intruder: words, sees, questions } = TRUST[lang];
  const { operator, retention_months, authority, attributes } = notice.facts;
  const said = attributes.map((name) => WORDS[lang].welcome.by[name]).join(", ");
  const kept = words.kept(sees.months(formatNumber(retention_months, 0, lang)), sees.backups(operator.backup_days));
  return (
    <>
      <p>{words.inShort}</p>
      <details open={onPaper()}>
        <summary>{words.each}</summary>
        <ReferenceTable
          label={questions.break}
          columns={words.columns.map((label, i) => (i === 0 ? { label } : { label, wide: true }))}
          rows={words.rows(kept, said, formatNumber(notice.facts.acts_days, 0, lang))}
        />
      </details>
      <p class="note">{words.afterwards(authority.name)}</p>
    </>
  );
}

/** The bets won by somebody who knows all other homes: by tossing a coin, and after reading a year whose whole budget is spent, as the notice says. */
function Bet({ data: { catalog, report, log, notice }, lang }: TrustProps) {
  const words = TRUST[lang].bet;
  const closed = hasNoContributors(catalog, lang);
  const rho = report ? toNumber(parse(report.year.rho)) : 0;
  const bets = report ? betsOf(report, log.entries) : null;
  const { protection } = notice.facts;
  const said = (many: number) => exactBets(many, lang);
  const inWhole = (odds: number) => wholeBets(odds, lang);
  const plain = plainBets(rho);
  const longest = protection.lifetime.at(-1);
  const dots = (id: string, full: number) => (
    <ForPaper height={70}>
      {(width) => (
        <CountedDots
          id={id}
          width={width}
          label={words.label(String(full))}
          count={100}
          full={full}
          columns={width < 340 && !onPaper() ? 20 : 25}
          ink
        />
      )}
    </ForPaper>
  );
  return (
    <section class="card bet" aria-labelledby="bet-title">
      <h2 id="bet-title">{words.title}</h2>
      <p class="note">{words.text(closed)}</p>
      <h3>{words.blind}</h3>
      {dots("bet-blind", 50)}
      <h3 id="bets">{words.read(inWhole(protection.odds))}</h3>
      {/* Rounded up: the last dot is full as soon as it is begun. */}
      {dots("bet-read", Math.ceil(protection.odds))}
      <p id="bets-readings">{words.readings(inWhole(protection.odds_changed), closed)}</p>
      {longest ? (
        <p id="bets-years">
          <Rich text={words.years(String(longest.years), inWhole(longest.odds), inWhole(longest.odds_changed), closed)} />
        </p>
      ) : null}
      {report && bets ? (
        <Folded summary={words.howTitle}>
          {() => (
            <p class="source">
              {words.how({
                year: String(report.year.year),
                rho: formatSmall(rho, lang),
                plain: said(plain),
                total: said(bets.year.there),
                added: said(Math.max(0, bets.year.there - plain)),
                changed: said(bets.year.changed),
              })}
            </p>
          )}
        </Folded>
      ) : null}
    </section>
  );
}

/** A host with its country in words. */
function hostText({ name, country }: { readonly name: string; readonly country: string }, lang: Lang): string {
  return `${name}, ${new Intl.DisplayNames(lang, { type: "region" }).of(country) ?? country}`;
}

/** The facts about the operator, each with its name; those that are not stated share the last row. */
function officerRows({ notice: { facts }, catalog }: TrustProps["data"], lang: Lang): readonly (readonly [string, string])[] {
  const { rows } = TRUST[lang].officer;
  const all = officerFacts(facts, lang, { origin: catalog.commons.origin, vault: !isTaken(catalog, lang, location.href) });
  const unstated = all.filter(([, value]) => value === rows.unstated);
  if (unstated.length < 2) return all;
  const names = unstated.map(([name], i) => (i === 0 ? name : lowerFirst(name)));
  return [...all.filter((row) => !unstated.includes(row)), [rows.missing, names.join(", ")]];
}

/** What is known of a copy of data published elsewhere: its legal basis, what it holds, how it was taken, and what its people may ask. */
export function copyRows(
  origin: Catalog["commons"]["origin"],
  contact: string | null,
  lang: Lang,
): readonly (readonly [string, string])[] {
  const { rows } = TRUST[lang].officer;
  if (origin === undefined) return [];
  const { balance } = origin;
  const held = [origin.holds, origin.identifiers].flatMap((one) => one?.[lang] ?? []);
  return [
    [rows.copyBasis, origin.basis?.[lang] ?? rows.unstated],
    [rows.copyBalance, balance ? rows.copyBalanced(balance[lang], formatDate(balance.at, lang)) : rows.copyUnbalanced],
    [rows.copyDated, origin.dated?.[lang] ?? rows.unstated],
    [rows.copyHolds, held.join(" ") || rows.unstated],
    [rows.copyTaken, origin.taken?.[lang] ?? rows.unstated],
    [rows.copyRights, rows.copyAsk(contact ?? rows.unstated)],
    [rows.copyInformed, origin.informed?.[lang] ?? rows.copyInforming],
  ];
}

/**
 * All facts about the operator, each with its name.
 *
 * @param from.origin what the figures published so far were taken from; absent: they rest on contributions
 * @param from.vault whether there is a vault that somebody could read
 */
function officerFacts(
  { operator, retention_months, unstated }: TrustProps["data"]["notice"]["facts"],
  lang: Lang,
  { origin, vault }: { readonly origin: Catalog["commons"]["origin"]; readonly vault: boolean },
): readonly (readonly [string, string])[] {
  const { officer, sees } = TRUST[lang];
  const { rows } = officer;
  const assessment = operator.impact_assessment;
  const list = (named: readonly string[] | null): string =>
    named === null ? rows.unstated : named.length === 0 ? rows.noProcessors : named.join(", ");
  return [
    [rows.controller, operator.controller?.name ?? rows.unstated],
    [rows.dpo, operator.dpo ?? rows.unstated],
    [
      rows.assessment,
      assessment === null ? rows.unstated : rows.assessed(formatDate(assessment.approved_at, lang), assessment.by),
    ],
    ...copyRows(origin, operator.contact, lang),
    ...(origin && !vault ? [] : [[origin ? rows.basisOfGiving : rows.basis, rows.consent] as const]),
    [rows.recipients, rows.everybody],
    ...(vault ? [[rows.readers, rows.reader] as const] : []),
    [rows.processors, list(operator.processors)],
    [vault ? rows.hosting : rows.hostingOfSite, operator.hosting === null ? rows.unstated : hostText(operator.hosting, lang)],
    [rows.transfers, list(operator.transfers)],
    [
      rows.retention,
      `${rows.months(formatNumber(retention_months, 0, lang), unstated.includes("retention_months"))}. ${vault ? `${sees.backups(operator.backup_days)} ${sees.fingerprints}` : ""}`.trim(),
    ],
  ];
}

/** The facts that a data protection officer looks for, in one place. */
function Officer({ data, lang }: TrustProps) {
  const { catalog, notice, report, log } = data;
  const words = TRUST[lang].officer;
  const { unstated } = notice.facts;
  const { controller, contact } = notice.facts.operator;
  const links = [
    [`documents/register.${lang}.html`, words.register],
    [`documents/impact-assessment.${lang}.html`, words.impactAssessment],
    [pageHref("notice", lang), words.notice(noticeName(lang, catalog, location.href))],
    [pageHref("docs", lang), words.dictionary],
    ["v1/log.json", words.log],
    // Before the first entry, the log has no signed state.
    ...(log.checkpoint === null
      ? []
      : [["v1/log/checkpoint.jose", words.checkpoint] as const, ["v1/log/keys.json", words.keys] as const]),
    ...(report ? [[`v1/releases/${encodeURIComponent(report.release)}/privacy.json`, words.report] as const] : []),
  ] as const;
  return (
    <details class="card officer" id="officer" open={onPaper() || location.hash === "#officer"}>
      <summary>
        <h2>{words.title}</h2>
      </summary>
      {/* Filed by itself, this part says whose it is and of which day. */}
      <BuiltElements make={() => [printedLine(catalog, lang)]} />
      <p class="note">{words.text}</p>
      {notice.facts.commons.sample ? <p>{words.exempt}</p> : null}
      {unstated.length === 0 ? null : <p class="warn">{words.waits(unstated.map((setting) => words.needed[setting]))}</p>}
      {controller === null || contact === null ? <p class="warn">{words.unasked}</p> : null}
      <div class="halves">
        <dl class="rows">
          {officerRows(data, lang).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <Linked text={value} />
              </dd>
            </div>
          ))}
        </dl>
        <ul class="documents">
          {links.map(([href, text]) => (
            <li key={href}>
              {/* On paper a link is where it leads, so it is a whole address. */}
              <a href={new URL(href, document.baseURI).href}>{text}</a>
            </li>
          ))}
        </ul>
      </div>
    </details>
  );
}

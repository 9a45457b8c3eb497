import type { LedgerEntry } from "../../src/contract/chain.ts";
import { BudgetBar, INKS } from "../charts/budget-bar.tsx";
import { comingOf, yearsOf } from "../contribute/coming.ts";
import { BuiltElements, Folded } from "../shared/bits.tsx";
import { formatNumber } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { percent } from "../shared/percent.ts";
import { betsOf, SPENT_FOR, type SpentFor, type YearBudget, yearBudget } from "./bet.ts";
import { ForPaper } from "./for-paper.tsx";
import { wholeBets } from "./forecast-text.ts";
import { amountsTable } from "./ledger.ts";
import { formatSmall, RAISED } from "./small.ts";
import type { TrustProps } from "./trust.ts";
import { PRIVACY, TRUST } from "./words.ts";

/** Most years that have a bar. */
const MOST_YEARS = 3;

/** The years with something spent, newest first; the report's own is always among them. */
export function spentYears(entries: readonly LedgerEntry[], own: YearBudget): readonly YearBudget[] {
  const years = [...new Set(entries.map(({ year }) => year))].filter((year) => year !== own.year);
  const others = years.flatMap((year) => yearBudget(entries, year) ?? []).filter(({ spent }) => spent > 0);
  return [own, ...others].sort((a, b) => b.year - a.year).slice(0, MOST_YEARS);
}

/** Years of which the same shares were spent for the same, as they are written: they have one bar. */
export function alikeYears(years: readonly YearBudget[], lang: Lang): readonly (readonly [YearBudget, ...YearBudget[]])[] {
  const groups = new Map<string, [YearBudget, ...YearBudget[]]>();
  for (const year of years) {
    const shares = year.parts.map(({ spentFor, share }) => `${spentFor} ${percent(100 * share, lang)}`);
    const written = [percent(100 * year.spent, lang), year.closed, ...shares.sort()].join("\n");
    const group = groups.get(written);
    if (group) group.push(year);
    else groups.set(written, [year]);
  }
  return [...groups.values()];
}

/** Years that contributions of `month` (`YYYY-MM`) are asked for, and whose budget is not opened yet: nothing of them is spent. */
export function unopenedYears({ catalog, log, report, notice }: TrustProps["data"], month: string): readonly string[] {
  if (catalog.commons.origin) return [];
  const entries = [...log.entries, ...(report?.ledger ?? [])];
  const opened = new Set(entries.flatMap(({ kind, year }) => (kind === "opened" ? [String(year)] : [])));
  return yearsOf(comingOf(notice.facts, catalog.releases, month)).filter((year) => !opened.has(year));
}

interface YearBarProps {
  /** how many years have a budget like this one */
  readonly years: number;
  readonly budget: YearBudget;
  /** the years that it stands for, in words */
  readonly name: string;
  /** what any year was spent for, so that each has the same ink in all */
  readonly kinds: readonly SpentFor[];
  readonly id: string;
  readonly lang: Lang;
}

/** What was spent of a year, as a bar below its words. */
function YearBar({ budget, years, name, kinds, id, lang }: YearBarProps) {
  const words = TRUST[lang].budget;
  // A remainder from rounding and conversion is too small to publish anything with.
  const left = budget.spent > 0.9995 ? 0 : 1 - budget.spent;
  const [spent, rest] = [Math.min(1, budget.spent), left].map((value) => percent(100 * value, lang));
  const parts = kinds.map((name) => ({ name, share: budget.parts.find(({ spentFor }) => spentFor === name)?.share ?? 0 }));
  return (
    <>
      <p class="spent">
        <b>{name}</b>
        {words.spent(spent ?? "", left === 0 ? null : (rest ?? ""), years > 1)}
        {left === 0 ? "" : budget.closed ? ` (${words.closed})` : ` ${words.open}`}
      </p>
      <ForPaper height={30}>
        {(width) => <BudgetBar id={id} width={width} label={words.label(spent ?? "", rest ?? "")} parts={parts} />}
      </ForPaper>
    </>
  );
}

/** Says of the years to come that nothing of them is spent. */
function Unopened({ data, lang }: TrustProps) {
  const years = unopenedYears(data, new Date().toISOString().slice(0, 7));
  return years.length === 0 ? null : (
    <p id="budget-unopened">
      <b>{new Intl.ListFormat(lang).format(years)}</b>
      {TRUST[lang].budget.unopened}
    </p>
  );
}

/** A text whose exponents are markup, because their characters are too small to read. */
const raised = (text: string) =>
  text
    .split(/(⁻[⁰-⁹¹²³]+)/)
    .map((part, i) =>
      part.startsWith("⁻") ? <sup key={i}>−{[...part.slice(1)].map((digit) => RAISED.indexOf(digit)).join("")}</sup> : part,
    );

/** The budget: a bar a year, what it was spent for, and the numbers of specialists. */
export function Budget({ data, lang }: TrustProps) {
  const { report, log, notice } = data;
  const words = TRUST[lang].budget;
  const budget = report ? yearBudget(report.ledger, report.year.year) : null;
  const { protection } = notice.facts;
  if (!report || !budget) {
    return (
      <section class="card budget">
        <h2>{words.title}</h2>
        <p>{words.none}</p>
        <Folded summary={words.amounts}>
          {() => (
            <p class="note">
              {raised(words.planned(formatNumber(protection.epsilon, 2, lang), formatSmall(protection.delta, lang)))}
            </p>
          )}
        </Folded>
      </section>
    );
  }
  const years = spentYears(log.entries, budget);
  const kinds = SPENT_FOR.filter((one) => years.some(({ parts }) => parts.some(({ spentFor }) => spentFor === one)));
  const groups = alikeYears(years, lang);
  const listed = new Intl.ListFormat(lang);
  // Beside others only the bars say how much each part was.
  const single = groups.length === 1 ? budget : null;
  return (
    <section class="card budget" aria-labelledby="budget-title">
      <h2 id="budget-title">{words.title}</h2>
      <p class="note">{words.text}</p>
      <Unopened data={data} lang={lang} />
      {groups.map((group, i) => (
        <YearBar
          key={group[0].year}
          budget={group[0]}
          years={group.length}
          name={listed.format(group.map(({ year }) => String(year)).reverse())}
          kinds={kinds}
          id={i === 0 ? "budget" : `budget-${group[0].year}`}
          lang={lang}
        />
      ))}
      <ul class="inks">
        {kinds.map((spentFor, i) => (
          <li key={spentFor}>
            <span class="ink" style={{ background: INKS[i % INKS.length] }} aria-hidden="true" />
            {single ? <b>{percent(100 * (single.parts.find((one) => one.spentFor === spentFor)?.share ?? 0), lang)}</b> : null}{" "}
            {words.parts[spentFor]}
          </li>
        ))}
      </ul>
      <p id="budget-years">{words.years(wholeBets(betsOf(report, log.entries).lifetime.there, lang))}</p>
      <Folded summary={words.amounts} class="no-print">
        {() => <Amounts data={data} lang={lang} />}
      </Folded>
    </section>
  );
}

/** What ε and δ are, and what was spent of them exactly; on paper among what specialists file, over its whole width. */
export function Amounts({ data: { report, log }, lang }: TrustProps) {
  const budget = report && yearBudget(report.ledger, report.year.year);
  if (!report || !budget) return null;
  const words = TRUST[lang].budget;
  const { year } = report;
  const [epsilon = "", allowed = ""] = [year.epsilon, year.epsilon_allowed].map((one) => formatNumber(one, 2, lang));
  const meaning = words.meaning(formatSmall(budget.spent * budget.rho, lang), formatSmall(budget.rho, lang));
  return (
    <>
      <p class="note">{raised(words.specialists(epsilon, allowed, formatSmall(year.delta, lang)))}</p>
      <p class="note">{raised(meaning)}</p>
      <BuiltElements make={() => [amountsTable(report, log.entries, lang, PRIVACY[lang])]} />
    </>
  );
}

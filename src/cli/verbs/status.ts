import { existsSync } from "node:fs";
import { join } from "node:path";
import { readHome } from "../../commons/home.ts";
import { longerBackups } from "../../commons/notices.ts";
import type { OperatedCommons } from "../../commons/types.ts";
import type { LedgerEntry } from "../../contract/chain.ts";
import { isoDay } from "../../contract/period.ts";
import { backupWarning, copyWarning, noticeWarning, unstatedForPages } from "../../contract/public-service.ts";
import { unnamedWarning, unreadyWarning } from "../../contract/readiness.ts";
import { retentionMonths, type Settings } from "../../contract/settings.ts";
import { MEASURES } from "../../domains/index.ts";
import { yearsOf } from "../../ledger/index.ts";
import { announcementsIn } from "../../ledger/log/document.ts";
import { isLeaf } from "../../territory/index.ts";
import { adviceOf, mapText } from "../advice.ts";
import { agendaOf, publicEntries } from "../agenda.ts";
import { commonsVerb } from "../options.ts";
import { loadServable } from "../servable.ts";
import { lines } from "../verb.ts";

export const status = commonsVerb({
  options: {},
  run: async (commons, { home: folder }) => {
    const home = readHome(folder);
    const { published, unpublished, due, revisable, pending, lost } = await agendaOf(commons, new Date());
    const expected = commons.settings.expected_households ?? null;
    const { year, epsilon, entries } = await commons.ledger(); // of the year debited last
    const contributions = commons.vault.status();
    const changes = changesOf(commons, entries, publicEntries(folder));
    const retention_months = retentionMonths(commons.settings);
    const opened = yearsOf(entries).find((one) => one.year === year);
    const budget = { year, epsilon, allowed: opened?.epsilon_allowed ?? commons.plan.budget.epsilon };
    const { unstated, warnings } = await settingsAdviceOf(commons, home.paths.home, published.length > 0);
    const map = mapText(commons.territory);
    // Lost releases are listed separately.
    const refused = (await loadServable(home)).damaged.filter(({ id }) => existsSync(join(home.paths.releases, id)));
    const { active, paused, objecting, withdrawn, donations, expired, erasuresOwed, clockDoubted, actsWaiting } = contributions;
    return {
      json: {
        published,
        expected_households: expected,
        due,
        unexpected: unpublished.filter((id) => !due.includes(id)),
        revisable,
        pending,
        lost,
        refused,
        budget,
        contributions,
        changes,
        retention_months,
        map,
        unstated,
        warnings,
      },
      text: lines(
        `published: ${published.join(", ") || "nothing"}`,
        `could be published: ${due.join(", ") || "nothing"}`,
        unexpectedOf(unpublished.length - due.length, expected),
        `could be revised: ${revisable.join(", ") || "nothing"}`,
        pending.length > 0 &&
          `paid for and not published: ${pending.join(", ")}; asked for again, each goes on and costs nothing more`,
        lost.map((id) => `drawn, and lost: ${id}; put releases/${id} back from a copy, for it is not drawn again`),
        refused.map(({ id, reason }) => `not served: ${id}; ${reason}`),
        `budget: ${year === null ? "untouched" : `ε = ${epsilon.toFixed(3)} of ${budget.allowed} in ${year}${ended(entries, year)}`}`,
        `contributions: ${active} active, ${paused} paused, ${objecting} object to some or all topics, ${withdrawn} withdrawn; ${donations} files or entries`,
        `to erase: ${expired} past retention (${retention_months} months), ${erasuresOwed} erasures owed${clockDoubted ? "; the clock is doubted, and erases nothing yet" : ""}`,
        changes.map(({ year, announced, public: isPublic, settings, territory, outside }) => {
          const what = [...settings, ...(territory ? ["territory"] : [])].join(", ");
          const who = outside === null ? "" : `; contributions in no area of it: ${outside}`;
          return `from ${year}, stated on ${announced}: other ${what}${isPublic ? "" : " (not public yet)"}${who}`;
        }),
        actsWaiting > 0 &&
          `acts of contributors that wait in the vault: ${actsWaiting}; the file beside the key cannot be written, and a home that is put back would forget them`,
        "These counts of contributions are exact: they are for the operator and must not be published.",
        map,
        unstatedText(unstated),
        warnings.map((warning) => `warning: ${warning}`),
      ),
    };
  },
});

/** What the settings do not state, and warnings of all that they may have wrong. */
async function settingsAdviceOf(commons: OperatedCommons, home: string, isPublished: boolean) {
  const now = new Date();
  const pages = unstatedForPages(commons.settings, isoDay(now), commons.territory);
  const { settings } = commons;
  const ofLaw = [
    isPublished ? copyWarning(settings) : null,
    unreadyWarning(settings, now),
    unnamedWarning(settings),
    noticeWarning(settings),
    measuresWarning(settings),
    backupWarning(settings),
    longerBackups(home, settings, isoDay(now)),
  ].filter((warning) => warning !== null);
  return { unstated: pages.unstated, warnings: [...(await adviceOf(commons)), ...pages.warnings, ...ofLaw] };
}

/** A warning that nobody chose among the measures, each of which the impact assessment has to justify; null: some are left out. */
function measuresWarning({ sample, origin, measures }: Settings): string | null {
  if (sample || origin !== undefined || (measures ?? MEASURES).length < MEASURES.length) return null;
  return `all ${MEASURES.length} measures that there are are asked for, and the notice says that nobody chose: the impact assessment has to say why each is needed, or "voisinage change" states fewer`;
}

function unstatedText(unstated: readonly string[]): string | false {
  if (unstated.length === 0) return false;
  return `not stated in commons.json, and said so or left out on the pages "Legal notice", "Accessibility" and "Trust" and in the notice: ${unstated.join(", ")}`;
}

/** Changes stated for later years. */
function changesOf(commons: OperatedCommons, entries: readonly LedgerEntry[], publicSize: number) {
  return announcementsIn(entries).map(({ year, at, seq, changes, territory }) => ({
    year,
    announced: at.slice(0, 10),
    /** whether the public log has the statement */
    public: seq <= publicSize,
    /** names of the settings that change */
    settings: changes.map(({ setting }) => setting),
    territory: territory !== null,
    /** households that live in no leaf of the new territory, and will be in no publication; null: the territory stays */
    outside: territory === null ? null : commons.vault.outside((area) => isLeaf(commons.terms(year).territory, area)),
  }));
}

/** A line about periods that are over and unpublished and expected to show nothing, and what to do about them. */
function unexpectedOf(others: number, households: number | null): string | false {
  if (others === 0) return false;
  const periods = others === 1 ? "1 period is over and" : `${others} periods are over and`;
  return households === null
    ? `  ${periods} not listed, because the terms do not say how many households you expect ("voisinage plan --households N" shows what N households would give; "voisinage change" states "expected_households")`
    : `  ${periods} not listed, because no cell is expected with ${households} households ("voisinage release --dry-run --period PERIOD" shows why)`;
}

/** A year's final entries in words: that it counts as spent, or is closed. */
function ended(entries: readonly LedgerEntry[], year: number): string {
  const dayOf = (kind: "assumed" | "closed") =>
    entries.find((entry) => entry.kind === kind && entry.year === year)?.at.slice(0, 10);
  const [assumed, closed] = [dayOf("assumed"), dayOf("closed")];
  return `${assumed ? `, counted as spent on ${assumed}, whatever was published` : ""}${closed ? `, closed on ${closed}` : ""}`;
}

import { existsSync } from "node:fs";
import { join } from "node:path";
import { readHome } from "../../commons/home.ts";
import { readLog } from "../../commons/home-log.ts";
import type { OperatedCommons } from "../../commons/types.ts";
import type { LedgerEntry } from "../../contract/chain.ts";
import type { AnnouncedChange } from "../../contract/log.ts";
import { retentionMonths } from "../../contract/settings.ts";
import { yearsOf } from "../../ledger/index.ts";
import { announcementsIn } from "../../ledger/log/document.ts";
import { isLeaf } from "../../territory/index.ts";
import { adviceOf, mapText } from "../advice.ts";
import { type Agenda, agendaOf, publicEntries } from "../agenda.ts";
import { HOME, KEY, withCommons } from "../options.ts";
import { loadServable } from "../public-log.ts";
import { required, type Verb } from "../verb.ts";

export const status: Verb = {
  options: { home: HOME, key: KEY },
  run: (input) =>
    withCommons(input, async (commons) => {
      const now = new Date();
      const agenda = await agendaOf(commons, now);
      const { published, due, revisable, pending, lost } = agenda;
      const expected = commons.settings.expected_households ?? null;
      const spent = await commons.ledger();
      const contributions = commons.vault.status();
      const known = publicEntries(required(input, "home"));
      const changes = announcementsIn(spent.entries).map((change) => changeOf(commons, change, change.seq <= known));
      const retention_months = retentionMonths(commons.settings);
      const opened = yearsOf(spent.entries).find((one) => one.year === spent.year);
      const allowed = opened?.epsilon_allowed ?? commons.plan.budget.epsilon;
      const warnings = await adviceOf(commons);
      const map = mapText(commons.territory);
      const refused = await refusedOf(required(input, "home"));
      const json = {
        published,
        expected_households: expected,
        due,
        unexpected: agenda.unpublished.filter((id) => !due.includes(id)),
        revisable,
        pending,
        lost,
        refused,
        budget: { year: spent.year, epsilon: spent.epsilon, allowed },
        contributions,
        changes,
        retention_months,
        map,
        warnings,
      };
      return {
        json,
        text: [
          `published: ${published.join(", ") || "nothing"}`,
          `could be published: ${due.join(", ") || "nothing"}${unexpectedOf(agenda, expected)}`,
          `could be revised: ${revisable.join(", ") || "nothing"}`,
          ...(pending.length === 0
            ? []
            : [`paid for and not published: ${pending.join(", ")}; asked for again, each goes on and costs nothing more`]),
          ...lost.map((id) => `drawn, and lost: ${id}; put releases/${id} back from a copy, for it is not drawn again`),
          ...refused.map(({ id, reason }) => `not served: ${id}; ${reason}`),
          `budget: ${spent.year === null ? "untouched" : `ε = ${spent.epsilon.toFixed(3)} of ${allowed} in ${spent.year}${ended(spent.entries, spent.year)}`}`,
          `contributions: ${contributions.active} active, ${contributions.paused} paused, ${contributions.objecting} object to some or all topics, ${contributions.withdrawn} withdrawn; ${contributions.donations} files or entries`,
          `to erase: ${contributions.expired} past retention (${retention_months} months), ${contributions.erasuresOwed} erasures owed${contributions.clockDoubted ? "; the clock is doubted, and erases nothing yet" : ""}`,
          ...changes.map(changeLine),
          ...(contributions.actsWaiting === 0
            ? []
            : [
                `acts of contributors that wait in the vault: ${contributions.actsWaiting}; the file beside the key cannot be written, and a home that is put back would forget them`,
              ]),
          "These counts of contributions are exact: they are for the operator and must not be published.",
          ...(map === null ? [] : [map]),
          ...warnings.map((warning) => `warning: ${warning}`),
        ].join("\n"),
      };
    }),
};

/** Releases that a portal over this home refuses to serve; one that is lost is told as such. */
async function refusedOf(folder: string) {
  const home = readHome(folder);
  const { damaged } = await loadServable(home, () => readLog(home.paths.log));
  return damaged.filter(({ id }) => existsSync(join(home.paths.releases, id)));
}

/** Of the periods that are over and not published, those of which no cell is expected, and what to do about them. */
function unexpectedOf({ unpublished, due }: Agenda, households: number | null): string {
  const others = unpublished.length - due.length;
  if (others === 0) return "";
  const periods = others === 1 ? "1 period is over and" : `${others} periods are over and`;
  return households === null
    ? `\n  ${periods} not listed, because the terms do not say how many households you expect ("voisinage plan --households N" shows what N households would give; "voisinage change" states "expected_households")`
    : `\n  ${periods} not listed, because no cell is expected with ${households} households ("voisinage release --dry-run --period PERIOD" shows why)`;
}

/** What was said of a year for good: that it counts as spent, or is closed. */
function ended(entries: readonly LedgerEntry[], year: number): string {
  const said = (kind: "assumed" | "closed") =>
    entries.find((entry) => entry.kind === kind && entry.year === year)?.at.slice(0, 10);
  const [assumed, closed] = [said("assumed"), said("closed")];
  return `${assumed ? `, counted as spent on ${assumed}, whatever was published` : ""}${closed ? `, closed on ${closed}` : ""}`;
}

interface ChangeStatus {
  readonly year: number;
  readonly announced: string;
  /** the public log has the statement */
  readonly public: boolean;
  /** what differs */
  readonly settings: readonly string[];
  readonly territory: boolean;
  /** households in no leaf of the territory in force then, who will be in none of its publications; null: it stays */
  readonly outside: number | null;
}

function changeOf(commons: OperatedCommons, change: AnnouncedChange, isPublic: boolean): ChangeStatus {
  const { year, at, changes, territory } = change;
  return {
    year,
    announced: at.slice(0, 10),
    public: isPublic,
    settings: changes.map(({ setting }) => setting),
    territory: territory !== null,
    outside: territory === null ? null : commons.vault.outside((area) => isLeaf(commons.terms(year).territory, area)),
  };
}

function changeLine({ year, announced, public: isPublic, settings, territory, outside }: ChangeStatus): string {
  const what = [...settings, ...(territory ? ["territory"] : [])].join(", ");
  const who = outside === null ? "" : `; contributions in no area of it: ${outside}`;
  return `from ${year}, stated on ${announced}: other ${what}${isPublic ? "" : " (not public yet)"}${who}`;
}

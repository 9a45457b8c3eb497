import { Fragment } from "preact";
import { useMemo } from "preact/hooks";
import { type DataSource, LoadError } from "../shared/data.ts";
import { formatNumber } from "../shared/format.ts";
import { SampleNotice } from "../shared/frame.tsx";
import { WORDS } from "../shared/i18n.ts";
import { onPaper } from "../shared/on-paper.ts";
import { lastingAddress } from "./addresses.ts";
import { ExploreAside } from "./aside.tsx";
import { CiteCard } from "./cite.tsx";
import { coverageOf } from "./coverage.ts";
import { CoverageBar } from "./coverage-bar.tsx";
import { VIEW_DRAWINGS } from "./drawn.ts";
import type { ViewProps } from "./figure-parts.tsx";
import { FiguresTable } from "./figures-table.tsx";
import type { NothingYet } from "./first-months.tsx";
import { onSheets } from "./ranked.ts";
import { axesOf, hasFigures, selected } from "./selection.ts";
import { ExploreSentence } from "./sentence.tsx";
import { sqlHref } from "./sql-query.ts";
import type { ExploreState, ExploreStore } from "./store.ts";
import { figureNotes, shortSubtitleOf, sourceOf, subtitleOf } from "./subtitle.ts";
import { tableRows } from "./table-rows.ts";
import { TakeCard } from "./take.tsx";
import { ViewTabs } from "./view-tabs.tsx";
import { EXPLORE } from "./words.ts";

/** Number of unknown parts of an address that are named. */
const MOST_UNKNOWN = 5;

/** Most rows of a table below a distribution on its sheet. */
const MOST_BELOW = 8;

interface ExplorePageProps {
  readonly store: ExploreStore;
  readonly source: DataSource;
  /** number of parts drawn so far */
  readonly turn: number;
  /** what is shown before the first release; null: not loaded, or there is one */
  readonly Nothing: typeof NothingYet | null;
}

/** Number of steps in which the page is drawn: the sentence, the drawing, its table, the text beside it, and files to take. */
export const EXPLORE_TURNS = 5;

/** The page Données: the selection as a sentence, six views of it, and files to take. */
export function ExplorePage({ store, source, turn, Nothing }: ExplorePageProps) {
  const { lang } = store;
  const words = EXPLORE[lang];
  const facts = store.facts.value;
  const shown = store.shown.value;
  return (
    <>
      {/* The sentence below says more than the heading, which is seen only until then. */}
      <h1 class={shown || Nothing ? "visually-hidden" : undefined}>{words.title}</h1>
      {facts && (shown || Nothing) ? <SampleNotice lang={lang} catalog={facts.catalog} /> : null}
      {facts && Nothing ? (
        <Nothing store={store} facts={facts} />
      ) : shown ? (
        <Explored store={store} source={source} shown={shown} turn={turn} />
      ) : (
        <Fragment key="waiting">
          <p class="lead">{words.lead}</p>
          <p class="wait" aria-hidden="true">
            {words.waiting}
          </p>
        </Fragment>
      )}
      <p class="visually-hidden" role="status">
        {store.pending.value ? words.waiting : ""}
      </p>
    </>
  );
}

function Explored({ store, source, shown, turn }: Omit<ExplorePageProps, "Nothing"> & { readonly shown: ExploreState }) {
  const { selection, rows, facts } = shown;
  const props = { store, shown };
  const hasAny = hasFigures(rows, selection, facts.tree);
  const hasRows = coverageOf(shown, store.lang).asked > 0 && selected(rows, selection, facts.tree).length > 0;
  const { [selection.view]: Drawn, none: None } = VIEW_DRAWINGS;
  return (
    <>
      <ExploreSentence {...props} />
      <ViewTabs {...props} />
      <NotCome store={store} />
      {shown.unknown.length === 0 ? null : (
        <p class="warn" role="status">
          {EXPLORE[store.lang].unknown(shown.unknown.slice(0, MOST_UNKNOWN).join(", "))}
        </p>
      )}
      {hasAny ? (
        <div class={Drawn ? "explore-body" : "explore-body wide"} aria-busy={store.pending.value}>
          {Drawn ? (
            <div class="explore-figures">{turn > 1 ? <Drawn key={selection.view} {...props} /> : null}</div>
          ) : (
            <TableCard {...props} whole />
          )}
          {Drawn && turn > 2 ? <TableCard {...props} whole={false} /> : null}
          {turn > 3 ? <ExploreAside {...props} /> : null}
        </div>
      ) : (
        <>
          {None ? <None {...props} /> : null}
          {/* Why each figure is withheld is part of the data: its rows stay, and the files of them. */}
          {hasRows && turn > 2 ? (
            <div class="explore-body wide">
              <TableCard {...props} whole />
            </div>
          ) : null}
        </>
      )}
      {turn < EXPLORE_TURNS || !(hasAny || hasRows) ? null : (
        <div class="explore-take">
          <TakeCard shown={shown} lang={store.lang} />
          <CiteCard shown={shown} source={source} lang={store.lang} />
        </div>
      )}
    </>
  );
}

/** Says that a later choice could not be loaded. What was shown stays, and one may try again. */
function NotCome({ store }: { store: ExploreStore }) {
  const failure = store.failure.value;
  const words = WORDS[store.lang];
  if (failure === null) return null;
  return (
    <div class="failed" role="alert">
      <p>{failure instanceof LoadError ? words.failures[failure.failure] : words.failed}</p>
      <button type="button" class="quiet" onClick={() => store.retry()}>
        {words.retry}
      </button>
    </div>
  );
}

/** The figures as a table, below a drawing or as a view of its own. */
function TableCard({ store, shown, whole }: ViewProps & { readonly whole: boolean }) {
  const { lang } = store;
  const words = EXPLORE[lang];
  const { selection, rows, facts } = shown;
  const printed = onPaper();
  const table = useMemo(() => tableRows({ selection, rows, facts, lang }), [selection, rows, facts, lang]);
  const selectedRows = selected(rows, selection, facts.tree);
  const { asked, published } = coverageOf(shown, lang);
  const title = words.table.own(formatNumber(asked, 0, lang), formatNumber(published, 0, lang));
  const notes = whole ? figureNotes({ store, shown }, axesOf(selection)) : [];
  // Below a drawing the table is on a sheet of its own, but for the few rows of a distribution.
  const alone = whole || (printed && selection.view !== "distribution");
  const subtitle = printed ? subtitleOf : shortSubtitleOf;
  // On paper a ranking writes its figures itself; the other drawings have them in the table.
  if (printed && selection.view === "distribution" && table.rows.length > MOST_BELOW) return null;
  if (printed && selection.view === "ranking")
    // Below a drawing that fills its sheet it would be alone on another.
    return onSheets(table.rows).length > 1 ? <CoverageBar store={store} shown={shown} /> : null;
  return (
    <section class="card table-card" aria-labelledby="table-title">
      <h2 id="table-title">{title}</h2>
      {alone ? <p class="note">{subtitle({ store, shown }, axesOf(selection), "")}</p> : null}
      <CoverageBar store={store} shown={shown} />
      <FiguresTable
        key={`${selection.view} ${table.columns.length}`}
        table={table}
        lang={lang}
        label={title}
        whole={whole}
        sideways={selection.view === "time"}
      />
      {selectedRows.some(({ OBS_VALUE, CI_LOWER }) => Math.min(OBS_VALUE ?? 0, CI_LOWER ?? 0) < 0) ? (
        <p class="note">{words.table.belowZero}</p>
      ) : null}
      {notes.map((note) => (
        <p key={note} class="measure-note">
          {note}
        </p>
      ))}
      {alone ? (
        <p class="source">
          {sourceOf({ store, shown }, axesOf(selection))}
          {printed ? `. ${lastingAddress(selection, lang, store.base)}` : ""}
        </p>
      ) : null}
      {whole ? (
        <p class="table-links no-print">
          <a href="#take">{words.figure.take}</a>
          <a href="#cite">{words.figure.cite}</a>
          <a href={sqlHref(shown, lang)}>{words.figure.sql}</a>
        </p>
      ) : null}
    </section>
  );
}

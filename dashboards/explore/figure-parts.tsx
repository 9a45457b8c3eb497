import type { ComponentChild } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { PaintedArea } from "../charts/map-parts.tsx";
import { FigureFrame, figureCodeLater } from "../shared/figure-frame.tsx";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { codeOf } from "../shared/listeners.ts";
import { MapLegend } from "../shared/map-legend.tsx";
import { onPaper, PAPER } from "../shared/on-paper.ts";
import { awaySource, mapSource } from "../shared/source-text.ts";
import { dataEmbedAddress, lastingAddress, ofAxes } from "./addresses.ts";
import { fileName, namedReleases } from "./file-facts.ts";
import { modelledText } from "./modelled.ts";
import { linkedMeans } from "./scatter-data.ts";
import { type Axis, MOST_FIGURES } from "./selection.ts";
import { sqlHref } from "./sql-query.ts";
import type { ExploreState, ExploreStore } from "./store.ts";
import { figureNotes, rowsHeld, shortSubtitleOf, sourceOf, subtitleOf } from "./subtitle.ts";
import { EXPLORE } from "./words.ts";

/** Props of every view. */
export interface ViewProps {
  readonly store: ExploreStore;
  readonly shown: ExploreState;
}

export interface ExploreFigureProps extends ViewProps {
  readonly axes: readonly Axis[];
  readonly title: string;
  readonly marks: string;
  readonly draw: (width: number) => ComponentChild;
  readonly height?: number;
  /** true: areas are drawn with their outlines */
  readonly outlined?: boolean;
  /** sentences that must go with the picture, besides those of the measures */
  readonly notes?: readonly string[];
  readonly children?: ComponentChild;
}

/** What the file for programs says before its rows: of columns that it alone has, what the rows are, and of which releases, by their content. */
export const fileNotesOf = (shown: ExploreState, lang: Lang): readonly string[] => [
  ...(linkedMeans(shown) ? [EXPLORE[lang].scatter.columns] : []),
  ...rowsHeld(shown, lang),
  EXPLORE[lang].figure.unit,
  ...shown.facts.releases.flatMap(({ id, period, identifier }) =>
    shown.selection.periods.includes(period) ? [EXPLORE[lang].figure.release(id, identifier)] : [],
  ),
];

/** A view's drawing in its frame, with what a researcher does next: take files, cite, query in SQL. */
export function ExploreFigure(props: ExploreFigureProps) {
  const { store, shown, axes, title, marks, draw, height, children } = props;
  const { lang } = store;
  const words = EXPLORE[lang];
  const { selection, facts } = shown;
  const Frame = store.frame ?? FigureFrame;
  const own = ofAxes(selection, axes);
  const notes = figureNotes(props, axes);
  // On the page the text beside the drawing says it.
  const modelled = [modelledText({ ...shown, selection: own }, lang) ?? []].flat();
  const subtitle = subtitleOf(props, axes, marks);
  // This page's maps have no background.
  const drawn = { outlines: props.outlined === true, background: false };
  const sourceHere = mapSource(sourceOf(props, axes), facts.catalog, lang, drawn);
  const source = awaySource(sourceHere, facts.catalog, lang);
  const address = lastingAddress(own, lang, store.base, namedReleases({ facts, selection: own }));
  const printed = onPaper();
  return (
    <Frame
      lang={lang}
      title={title}
      // The sentence above the figure says the rest, but not in a frame elsewhere, nor on paper.
      subtitle={store.frame || printed ? subtitle : shortSubtitleOf(props, axes, marks)}
      awaySubtitle={subtitle}
      notes={[...notes, ...modelled, ...(props.notes ?? [])]}
      fileNotes={fileNotesOf({ ...shown, selection: own }, lang)}
      spreadsheetElsewhere
      source={source}
      sourceHere={printed ? `${sourceHere}. ${address}` : sourceHere}
      address={address}
      embed={(drawing) => figureCodeLater(dataEmbedAddress(own, lang, store.base), { title, subtitle, source, draw }, drawing)}
      // What is drawn has a name of its own, beside the rows that are taken away.
      name={`${fileName({ facts, selection: own })}-${selection.view}`}
      draw={printed ? () => draw(PAPER) : draw}
      {...(height === undefined ? {} : { height })}
      table={null}
      file={async () => (await import("./files.ts")).drawnFile({ ...shown, selection: own }, lang)}
      actions={
        <>
          <a class="button plain" href="#cite">
            {words.figure.cite}
          </a>
          <a class="button plain" href={sqlHref({ ...shown, selection: own }, lang)}>
            {words.figure.sql}
          </a>
        </>
      }
    >
      {children}
      {notes.map((note) => (
        <p key={note} class="measure-note">
          {note}
        </p>
      ))}
      {printed && modelled.length > 0 ? <p class="measure-note">{modelled}</p> : null}
    </Frame>
  );
}

/** Listens to taps and pointer moves on the drawing within. */
export function Taps({
  onTap,
  children,
}: {
  onTap: (event: PointerEvent | MouseEvent, target: Element) => void;
  children: ComponentChild;
}) {
  const box = useRef<HTMLDivElement>(null);
  // Before the drawing is painted: a tap on what is seen is never missed.
  useLayoutEffect(() => {
    const element = box.current;
    const onEvent = (event: PointerEvent | MouseEvent): void => {
      if (event.target instanceof Element) onTap(event, event.target);
    };
    element?.addEventListener("click", onEvent);
    element?.addEventListener("pointermove", onEvent);
    return () => {
      element?.removeEventListener("click", onEvent);
      element?.removeEventListener("pointermove", onEvent);
    };
  });
  return <div ref={box}>{children}</div>;
}

/** Reports the area whose shape or point was tapped, by the code that it carries. */
export function AreaTaps({ onArea, children }: { onArea: (code: string) => void; children: ComponentChild }) {
  return (
    <Taps
      onTap={(_, target) => {
        const code = codeOf(target);
        if (code !== null) onArea(code);
      }}
    >
      {children}
    </Taps>
  );
}

/** A place that was tapped, and the text that is read out. */
export interface ReadPlace {
  readonly name: string;
  /** distinguishes it from other places of the same name */
  readonly where?: string;
  readonly text: string;
}

/** A line below a drawing that reads out what was tapped, and invites to tap before that. */
export function Readout(props: {
  readonly store: ExploreStore;
  readonly read: ReadPlace | null;
  /** says what can be tapped, where that is not a place */
  readonly hint?: string;
}) {
  const { store, read, hint } = props;
  const { lang, frame } = store;
  // An embedded figure has no room for another line.
  if (frame) return null;
  if (read === null)
    return (
      <p class="readout no-print" role="status">
        {hint ?? EXPLORE[lang].tap}
      </p>
    );
  return (
    <p class="readout on-picture" role="status">
      <b>{read.name}</b>
      {read.where === undefined ? "" : ` (${read.where})`}
      {WORDS[lang].labelled("", read.text)}
    </p>
  );
}

/** Says that of many figures only the first are drawn, and where the others are. A frame elsewhere has its one figure. */
export function UndrawnNote({ store, figures }: Pick<ViewProps, "store"> & { readonly figures: number }) {
  if (figures <= MOST_FIGURES || store.frame !== undefined) return null;
  return <p class="note no-print">{EXPLORE[store.lang].undrawn(MOST_FIGURES, figures)}</p>;
}

/** The legend: colours with their marks, limited to those in the drawing. */
export function AgainstLegend(props: {
  kinds: ReadonlySet<PaintedArea["against"]>;
  store: ExploreStore;
  dots?: true;
  /** texts for less and more, where the default would be ambiguous */
  names?: { readonly less: string; readonly more: string } | undefined;
  /** why places have no figure */
  absent?: readonly string[];
  /** false: there is no whole to compare with, and a colour says that a figure is published */
  beside?: boolean;
}) {
  const { kinds, store, dots = false, names, beside = true, absent = [] } = props;
  const words = EXPLORE[store.lang].legend;
  const texts = {
    ...words,
    absent: absent.length === 1 ? (absent[0] ?? "") : words.absent,
    ...(beside ? {} : { same: words.published }),
    ...names,
  };
  return <MapLegend kinds={kinds} texts={texts} dots={dots} />;
}

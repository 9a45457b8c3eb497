import type { ComponentChild } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { PaintedArea } from "../charts/difference-map.tsx";
import { FigureFrame, figureCodeLater } from "../shared/figure-frame.tsx";
import { formatPeriod, unitLabel } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { noteOf } from "../shared/labels.ts";
import { MapLegend } from "../shared/map-legend.tsx";
import { onPaper, PAPER } from "../shared/on-paper.ts";
import { sourceText } from "../shared/source-text.ts";
import { dataEmbedAddress, lastingAddress, ofAxes } from "./addresses.ts";
import { fileName } from "./file-facts.ts";
import { subjectParts } from "./phrases.ts";
import { type Axis, MOST_FIGURES, selected } from "./selection.ts";
import { sqlHref } from "./sql-query.ts";
import type { ExploreState, ExploreStore } from "./store.ts";
import { EXPLORE } from "./words.ts";

/** Props of every view. */
export interface ViewProps {
  readonly store: ExploreStore;
  readonly shown: ExploreState;
}

/** What is shown, and the language in which it is told. */
interface Told {
  readonly store: Pick<ExploreStore, "lang">;
  readonly shown: ExploreState;
}

/** The unit of a figure's subjects, in words. */
function unitsText({ store: { lang }, shown }: Told, axes: readonly Axis[]): string {
  const { selection } = shown;
  const units = [...new Set(axes.map(({ measure }) => unitText(shown, measure, lang)))];
  const counted = selection.statistic === "COUNT" && selection.view !== "distribution";
  return counted ? WORDS[lang].households : EXPLORE[lang].words.and(units);
}

/** One sentence on what a figure shows, and of which homes. */
export function subtitleOf(props: Told, axes: readonly Axis[], marks: string): string {
  const { lang } = props.store;
  const text = EXPLORE[lang].subtitle({ ...subjectParts(props.shown, axes, lang), unit: unitsText(props, axes) });
  return `${text} ${marks}`;
}

/** What a figure's subtitle adds to the sentence above it. */
export function shortSubtitleOf(props: ViewProps, axes: readonly Axis[], marks: string): string {
  return `${EXPLORE[props.store.lang].subtitleHere(unitsText(props, axes))} ${marks}`;
}

/** The unit of a measure in this commons, such as `€ par mois`. */
function unitText({ facts }: ExploreState, measure: string, lang: ExploreStore["lang"]): string {
  const unit = facts.catalog.measures.find((one) => `${one.domain}.${one.measure}` === measure)?.unit ?? "";
  return WORDS[lang].perMonth(unitLabel(unit === "currency" ? facts.catalog.commons.currency : unit, lang));
}

export interface ExploreFigureProps extends ViewProps {
  readonly axes: readonly Axis[];
  readonly title: string;
  readonly marks: string;
  readonly draw: (width: number) => ComponentChild;
  readonly height?: number;
  /** sentences that must go with the picture, besides those of the measures */
  readonly notes?: readonly string[];
  readonly children?: ComponentChild;
}

/** Periods, newest first, in words: of more than two the first and the last. */
function periodsText(periods: readonly string[], lang: Lang): string {
  return periods.length > 2
    ? `${formatPeriod(periods.at(-1) ?? "", lang)} – ${formatPeriod(periods[0] ?? "", lang)}`
    : periods.map((one) => formatPeriod(one, lang)).join(", ");
}

/** Source, licence and days of what is shown. */
export function sourceOf({ store: { lang }, shown: { facts } }: Told, axes: readonly Axis[]): string {
  const periods = [...new Set(axes.map(({ period }) => period))];
  return sourceText(facts.catalog, periods, periodsText(periods, lang), lang);
}

/** A view's drawing in its frame, with what a researcher does next: take files, cite, query in SQL. */
export function ExploreFigure(props: ExploreFigureProps) {
  const { store, shown, axes, title, marks, draw, height, children } = props;
  const { lang } = store;
  const words = EXPLORE[lang];
  const { selection, facts } = shown;
  const Frame = store.frame ?? FigureFrame;
  const own = ofAxes(selection, axes);
  const notes = new Set(
    axes.flatMap(({ measure }) => {
      const ref = facts.refs.find(({ key }) => key === measure);
      return (ref && noteOf(facts.catalog, ref, lang)) ?? [];
    }),
  );
  // On the page the text beside the drawing says it.
  const isModelled = selected(shown.rows, own, facts.tree).some(({ METHOD }) => METHOD === "modelled");
  const modelled = isModelled ? [WORDS[lang].figure.modelled] : [];
  const subtitle = subtitleOf(props, axes, marks);
  const source = sourceOf(props, axes);
  const address = lastingAddress(own, lang, store.base);
  const printed = onPaper();
  return (
    <Frame
      lang={lang}
      title={title}
      // The sentence above the figure says the rest, but not in a frame elsewhere, nor on paper.
      subtitle={store.frame || printed ? subtitle : shortSubtitleOf(props, axes, marks)}
      awaySubtitle={subtitle}
      notes={[...notes, ...modelled, ...(props.notes ?? [])]}
      source={source}
      address={address}
      embed={(drawing) => figureCodeLater(dataEmbedAddress(own, lang, store.base), { title, subtitle, source, draw }, drawing)}
      // What is drawn has a name of its own, beside the rows that are taken away.
      name={`${fileName(shown)}-${shown.selection.view}`}
      draw={printed ? () => draw(PAPER) : draw}
      {...(height === undefined ? {} : { height })}
      table={null}
      file={async () => (await import("./files.ts")).drawnFile({ ...shown, selection: own }, lang)}
      actions={
        <>
          <a class="button plain" href="#cite">
            {words.figure.cite}
          </a>
          <a class="button plain" href={sqlHref(shown, lang)}>
            {words.figure.sql}
          </a>
        </>
      }
    >
      {children}
      {[...notes].map((note) => (
        <p key={note} class="measure-note">
          {note}
        </p>
      ))}
      {printed && modelled.length > 0 ? <p class="measure-note">{modelled}</p> : null}
      {printed ? <p class="source">{address}</p> : null}
    </Frame>
  );
}

/** Listens to taps and pointer moves on the drawing within. */
function Taps({
  onTap,
  children,
}: {
  onTap: (event: PointerEvent | MouseEvent, target: Element) => void;
  children: ComponentChild;
}) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
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
        const code = target.getAttribute("data-area");
        if (code !== null) onArea(code);
      }}
    >
      {children}
    </Taps>
  );
}

/** Reports the area whose row was tapped in a list of estimates. */
export function RowTaps(props: {
  codes: readonly string[];
  /** height of the room above the first row, and of a row, in px of the drawing */
  head: number;
  pitch: number;
  onArea: (code: string) => void;
  children: ComponentChild;
}) {
  const { codes, head, pitch, onArea, children } = props;
  return (
    <Taps
      onTap={({ clientY }, target) => {
        const svg = target.closest("svg");
        if (svg === null) return;
        const { top, height } = svg.getBoundingClientRect();
        // With larger letters the drawing is enlarged.
        const down = ((clientY - top) * Number(svg.getAttribute("height"))) / height;
        const code = codes[Math.floor((down - head) / pitch)];
        if (code !== undefined) onArea(code);
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
  names?: { readonly less: string; readonly more: string };
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

import { type ComponentChildren, Fragment } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { MeasureRef } from "../../src/domains/index.ts";
import type { PaintedArea } from "../charts/map-parts.tsx";
import { numbered } from "../charts/map-parts.tsx";
import { formatDate } from "../shared/format.ts";
import { Mark } from "../shared/frame.tsx";
import { periodNote } from "../shared/labels.ts";
import { Rich } from "../shared/rich.tsx";
import { SampleOnPaper } from "../shared/sample-on-paper.tsx";
import { marginOfText } from "../shared/sizes-text.ts";
import { PartsLegend, PartsMap, paintedParts } from "./area-map.tsx";
import { amountsNote, sizesNote } from "./district-figure.tsx";
import { type FileRow, methodNotes } from "./figure-rows.ts";
import { onMap } from "./map-shapes.ts";
import { isWaiting } from "./printing.ts";
import { reportWords } from "./report-words.ts";
import { type DistrictState, mostlyOf, partsOf, sourceOf } from "./shown.ts";

/** Width between the margins of an A4 page, in CSS pixels. */
export const PAPER = 672;
/** Usable height of an A4 page in px, with a reserve because browsers differ in layout. */
const SHEET = 1005;
/** Width in px of a map with figures beside it, and greatest heights of maps: beside figures, and across the page. */
const MAP = { beside: 410, tallest: 345, tallestAlone: 360 };

interface PaperPageProps {
  readonly shown: DistrictState;
  /** place and topic, above the finding */
  readonly where: string;
  /** the finding */
  readonly title: string;
  /** address of the page on the web */
  readonly address: string;
  /** true where the page has a figure of the commons, which needs an explanation */
  readonly hasFigure: boolean;
  /** of whom the figures are, or what else stands right below the finding; absent: where nearly all homes of the places of the page are */
  readonly mostly?: string;
  /** measures of the figures; absent: that of the choice */
  readonly refs?: readonly MeasureRef[];
  /** true where what the margins are of stands beside the figures */
  readonly saysMargin?: boolean;
  /** what else must be known of this page */
  readonly more?: string;
  /** the figures, as programs read them; absent: those of the parts and of the places chosen */
  readonly rows?: readonly FileRow[];
  /** periods of the figures; absent: that of the choice */
  readonly periods?: readonly string[];
  /** true where the page has no map, whose outlines would have a source of their own */
  readonly mapless?: boolean;
  readonly children: ComponentChildren;
}

/** Shrinks a page that is longer than its sheet, so that it always fits on one. */
function useOneSheet() {
  const page = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const element = page.current;
    if (!element) return;
    // The page has no layout on the screen, so it is laid out invisibly while it is measured.
    element.style.setProperty("--fit", "1");
    element.classList.add("measured");
    const { offsetHeight } = element;
    element.classList.remove("measured");
    element.style.setProperty("--fit", String(Math.min(1, SHEET / Math.max(1, offsetHeight))));
  });
  return page;
}

/** Tells whether a page has the figure of an area: as a place of its own, or as what a place is compared with. */
function isOnPage({ atlas: { tree }, choice }: DistrictState, code: string): boolean {
  const { view, area, at, other } = choice;
  const around = at === null ? null : (tree.get(at)?.parent ?? null);
  return [at, other, around, ...(view === "portrait" && at !== null ? [] : [area])].includes(code);
}

/** A printed page: the commons, the topic, the finding, the drawings, how to read them, the source and the address. Long, for these stand in their order. */
export function PaperPage({
  shown,
  where,
  title,
  address,
  hasFigure,
  mostly,
  refs,
  saysMargin = false,
  more = "",
  rows,
  periods,
  mapless = false,
  children,
}: PaperPageProps) {
  const { atlas, choice, lang } = shown;
  const { catalog } = atlas;
  const notes = [amountsNote(shown), periodNote(catalog, lang), catalog.commons.origin?.who?.[lang]]
    .filter((note) => note)
    .join(" ");
  const { root } = atlas.tree;
  const { area, at, other, view } = choice;
  // Whoever holds a place against the whole on paper must know of whom the whole is made.
  const around = isOnPage(shown, root.code) ? root.code : null;
  const ofWhom = mostly ?? mostlyOf(shown, [...(view === "compare" ? [at, other] : []), area, around]);
  const modelled = methodNotes(
    shown,
    rows ?? [...partsOf(shown).map(({ code }) => code), choice.area, choice.at ?? choice.area].map((code) => ({ code })),
  );
  const page = useOneSheet();
  return (
    <article ref={page} class="report only-print">
      <p class="report-head">
        <span class="report-brand">
          <Mark /> <b>{atlas.catalog.commons.name[lang]}</b>
        </span>
        <span>{reportWords(shown).head(formatDate(new Date().toISOString(), lang))}</span>
      </p>
      <p class="report-where">{where}</p>
      <h2 class="report-title">
        <Rich text={title} />
      </h2>
      {ofWhom === "" ? null : <p class="mostly">{ofWhom}</p>}
      {children}
      {isWaiting(shown) ? <p class="report-early">{reportWords(shown).early}</p> : null}
      {hasFigure || notes ? (
        <p class="note report-read">
          <b>{reportWords(shown).read}</b> {hasFigure ? sizesNote(shown, refs) : null} {more}{" "}
          {notes ? <span class="measure-note">{notes}</span> : null}{" "}
          {hasFigure
            ? [reportWords(shown).readText(atlas.catalog.k), saysMargin ? "" : marginOfText(lang, catalog), ...modelled].join(" ")
            : null}
        </p>
      ) : null}
      <p class="source report-foot">
        <span>
          <SampleOnPaper lang={lang} catalog={atlas.catalog} />
          {mapless ? sourceOf(shown, periods) : onMap(sourceOf(shown, periods), shown)}
        </span>
        <PrintedAddress url={address} />
      </p>
    </article>
  );
}

/** The map of a page, with its legend. */
export function PaperMap(props: {
  readonly shown: DistrictState;
  readonly chosen: string | null;
  /** absent: the parts */
  readonly painted?: readonly PaintedArea[];
  /** letters of the parts that stand out, by code; may be empty */
  readonly lettered?: Readonly<Record<string, string>>;
  /** numbers of places in the place of their names, by code; absent: none */
  readonly numbers?: ReadonlyMap<string, string>;
  /** what the numbers are; absent: nothing */
  readonly below?: string;
  readonly framed?: readonly string[];
  readonly width?: number;
  /** greatest height in px; absent: that of its width */
  readonly tallest?: number;
}) {
  const {
    shown,
    width = MAP.beside,
    tallest = width === PAPER ? MAP.tallestAlone : MAP.tallest,
    numbers = new Map(),
    below = "",
    ...marks
  } = props;
  const painted = numbered(props.painted ?? paintedParts(shown), numbers);
  return (
    <div>
      <PartsMap shown={shown} id="report-map" width={width} label="" tallest={tallest} {...marks} painted={painted} />
      <PartsLegend shown={shown} painted={painted} />
      {below === "" ? null : <p class="note">{below}</p>}
    </div>
  );
}

/** A figure of a page, with its explanation below. */
export function PaperFigure({ figure, children }: { readonly figure: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{figure}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** A printed address, broken only between its parts, because people will type it. */
function PrintedAddress({ url }: { url: string }) {
  const parts = url
    .replace(/^https?:\/\//, "")
    .replaceAll("%2C", ",")
    .split(/(?<=[?&])/);
  return (
    <span>
      {parts.map((part) => (
        <Fragment key={part}>
          {part}
          <wbr />
        </Fragment>
      ))}
    </span>
  );
}

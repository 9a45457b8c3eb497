import { type ComponentChildren, Fragment } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { MeasureRef } from "../../src/domains/index.ts";
import type { PaintedArea } from "../charts/map-parts.tsx";
import { numbered } from "../charts/map-parts.tsx";
import { formatDate } from "../shared/format.ts";
import { Mark } from "../shared/frame.tsx";
import { periodNote } from "../shared/labels.ts";
import { Rich } from "../shared/rich.tsx";
import { SampleOnPaper } from "../shared/sample-on-paper.tsx";
import { marginOfText } from "../shared/sizes-text.ts";
import { censusSource } from "../shared/source-text.ts";
import { PartsLegend, PartsMap, paintedParts } from "./area-map.tsx";
import { amountsNote, sizesNote } from "./district-figure.tsx";
import { drawnTo, type FileRow, methodNotes } from "./figure-rows.ts";
import { onMap } from "./map-shapes.ts";
import { isWaiting } from "./printing.ts";
import { reportWords } from "./report-words.ts";
import { whoTexts } from "./represented.tsx";
import { type DistrictState, mostlyOf, partsOf, sourceOf } from "./shown.ts";

/** Width between the margins of an A4 page, in CSS pixels. */
export const PAPER = 672;
/** Usable height of an A4 page in px, with a reserve because browsers differ in layout. */
const SHEET = 1005;
/** Width in px of a map with figures beside it, and greatest heights of maps: beside figures, and across the page. */
const MAP = { beside: 410, tallest: 345, tallestAlone: 360 };

/** The greatest height in px of a map across a page that is too long, by how much it leaves out. */
export const lowMap = (left: number): number => Math.max(200, MAP.tallestAlone - 40 * left);

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
  /** the figures, as programs read them; absent: those of the parts and of the place chosen */
  readonly rows?: readonly FileRow[];
  /** periods of the figures; absent: that of the choice */
  readonly periods?: readonly string[];
  /** true where the page has no map, whose outlines would have a source of their own */
  readonly mapless?: boolean;
  /** the drawings; a function leaves out more of them the higher the number that it is given, from 0 on */
  readonly children: ComponentChildren | ((left: number) => ComponentChildren);
}

/** The smallest share of its size that a page may have for its smallest letters, of 8.5 pt, to be 8 pt on paper. */
const LEAST_FIT = 8 / 8.5;
/** How often a page that is too long leaves something out before it is made smaller than that. */
const MOST_LEFT = 8;

/** How often the room between two shares is halved. */
const HALVINGS = 5;

/**
 * The greatest share of its size at which a page fits on its sheet. A smaller page has longer lines, and so fewer of them: the share of its
 * own height would leave a part of the sheet empty, and letters smaller than they must be.
 *
 * @param heightAt the page's height in px before it is made smaller, with the width that it then has
 */
export function greatestFit(heightAt: (share: number) => number, sheet = SHEET): number {
  let [fit, over] = [Math.min(1, sheet / Math.max(1, heightAt(1))), 1];
  for (let i = 0; i < HALVINGS && fit < 1; i += 1) {
    const between = (fit + over) / 2;
    if (heightAt(between) * between <= sheet) fit = between;
    else over = between;
  }
  return fit;
}

/**
 * Leaves out what can be spared of a page that is longer than its sheet, and shrinks what is still longer, so that it always fits on one.
 *
 * @param subject what the page is of: another one begins whole
 */
function useOneSheet(subject: unknown) {
  const page = useRef<HTMLElement>(null);
  const [spared, setSpared] = useState({ subject, left: 0 });
  const left = spared.subject === subject ? spared.left : 0;
  useLayoutEffect(() => {
    const element = page.current;
    if (!element) return;
    // The page has no layout on the screen, so it is laid out invisibly while it is measured.
    element.style.setProperty("--fit", "1");
    element.classList.add("measured");
    const fit = greatestFit((share) => {
      element.style.width = `${PAPER / share}px`;
      return element.offsetHeight;
    });
    element.style.width = "";
    element.classList.remove("measured");
    element.style.setProperty("--fit", String(fit));
    if (fit < LEAST_FIT && left < MOST_LEFT) setSpared({ subject, left: left + 1 });
  });
  return { page, left };
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
  const notes = [amountsNote(shown), periodNote(catalog, lang), ...whoTexts(shown)].filter((note) => note).join(" ");
  const { root } = atlas.tree;
  const { area, at, other, view } = choice;
  // Whoever holds a place against the whole on paper must know of whom the whole is made.
  const around = isOnPage(shown, root.code) ? root.code : null;
  const ofWhom = mostly ?? mostlyOf(shown, [...(view === "compare" ? [at, other] : []), area, around]);
  const listed =
    rows ?? [...partsOf(shown).map(({ code }) => code), choice.at].flatMap((code) => (code === null ? [] : [{ code }]));
  const modelled = methodNotes(shown, listed, drawnTo(shown, listed));
  const { page, left } = useOneSheet(address);
  // What else must be known is how the homes counted differ from the census.
  const ofLiving = choice.statistic === "participation" || more !== "";
  const source = ofLiving ? censusSource(sourceOf(shown, periods), catalog, lang) : sourceOf(shown, periods);
  return (
    <article ref={page} class={left > 0 ? "report tight only-print" : "report only-print"}>
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
      {typeof children === "function" ? children(left) : children}
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
          {mapless ? source : onMap(source, shown)}
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

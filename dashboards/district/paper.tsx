import { type ComponentChildren, Fragment } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { formatDate } from "../shared/format.ts";
import { Mark } from "../shared/frame.tsx";
import { noteOf } from "../shared/labels.ts";
import { Rich } from "../shared/rich.tsx";
import { kindsOf, MapLegend, PartsMap, paintedParts } from "./area-map.tsx";
import { type DistrictState, sourceOf } from "./shown.ts";

/** What an A4 page has between its margins, in CSS pixels. */
export const PAPER = 672;
/** px that it has from top to bottom; a little is kept, since no two browsers lay out alike */
const SHEET = 1005;
/** px of the map, beside which the figures stand, and of one that has the page's width, with the figures below */
const MAP = { beside: 330, tallest: 260, tallestAlone: 360 };

interface PaperPageProps {
  readonly shown: DistrictState;
  /** what the page is of, above its finding */
  readonly where: string;
  /** the finding */
  readonly title: string;
  /** where the page is found again */
  readonly address: string;
  /** is there a figure of the commons on it, to be read with care? */
  readonly hasFigure: boolean;
  readonly children: ComponentChildren;
}

/** Makes a page that is longer than its sheet smaller, so that it is one page whatever is on it. */
function useOneSheet() {
  const page = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const element = page.current;
    if (!element) return;
    // On the screen it has no layout: it is laid out unseen for as long as it is measured.
    element.style.setProperty("--fit", "1");
    element.classList.add("measured");
    const { offsetHeight } = element;
    element.classList.remove("measured");
    element.style.setProperty("--fit", String(Math.min(1, SHEET / Math.max(1, offsetHeight))));
  });
  return page;
}

/** A printed page: the commons, the topic, the finding, the drawing, how to read it, the source and the address. */
export function PaperPage({ shown, where, title, address, hasFigure, children }: PaperPageProps) {
  const { atlas, choice, lang, words } = shown;
  const note = noteOf(atlas.catalog, choice.ref, lang);
  const page = useOneSheet();
  return (
    <article ref={page} class="report only-print">
      <p class="report-head">
        <span class="report-brand">
          <Mark /> <b>{atlas.catalog.commons.name[lang]}</b>
        </span>
        <span>{words.report.head(formatDate(new Date().toISOString(), lang))}</span>
      </p>
      <p class="report-where">{where}</p>
      <h2 class="report-title">
        <Rich text={title} />
      </h2>
      {children}
      {isWaiting(shown) ? <p class="report-early">{words.report.early}</p> : null}
      {hasFigure ? (
        <p class="note report-read">
          <b>{words.report.read}</b> {note ? <span class="measure-note">{note}</span> : null}{" "}
          {words.report.readText(atlas.catalog.k)}
        </p>
      ) : null}
      <p class="source report-foot">
        <span>{sourceOf(shown)}</span>
        <PrintedAddress url={address} />
      </p>
    </article>
  );
}

/** Is something of the page still on its way? */
export function isWaiting({ atlas }: Pick<DistrictState, "atlas">): boolean {
  return !atlas.whole;
}

/** The map of a page with its legend. */
export function PaperMap(props: {
  readonly shown: DistrictState;
  readonly chosen: string | null;
  /** parts that stand out, with a letter or none */
  readonly lettered?: Readonly<Record<string, string>>;
  readonly width?: number;
}) {
  const { shown, width = MAP.beside, ...marks } = props;
  const painted = paintedParts(shown);
  return (
    <div>
      <PartsMap
        shown={shown}
        id="report-map"
        width={width}
        label=""
        painted={painted}
        tallest={width === PAPER ? MAP.tallestAlone : MAP.tallest}
        {...marks}
      />
      <MapLegend shown={shown} kinds={kindsOf(painted)} />
    </div>
  );
}

/** A figure of a page and what it is, one below the other. */
export function PaperFigure({ figure, children }: { readonly figure: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{figure}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** An address on paper: to be typed, so it breaks between its parts only. */
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

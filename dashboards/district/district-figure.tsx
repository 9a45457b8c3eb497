import type { ComponentChild } from "preact";
import type { MeasureRef } from "../../src/domains/index.ts";
import { areasHref } from "../shared/areas-href.ts";
import { FigureFrame, type FigureFrameProps, figureCodeLater } from "../shared/figure-frame.tsx";
import { noteOf, periodNote } from "../shared/labels.ts";
import { pageHref } from "../shared/layout.ts";
import { siteFacts } from "../shared/site.ts";
import { marginAndWhoText, sizesText } from "../shared/sizes-text.ts";
import { awaySource, censusSource } from "../shared/source-text.ts";
import { PUBLISHED_AS } from "./choice.ts";
import { type EmbeddedFigure, embedAddress } from "./embed-address.ts";
import type { FileRow } from "./figure-rows.ts";
import { areTiles, onMap } from "./map-shapes.ts";
import { type DistrictState, mostlyOfView, sourceOf } from "./shown.ts";
import { slideButton } from "./slide-button.tsx";

interface DistrictFigureProps extends Omit<FigureFrameProps, "lang" | "source" | "address" | "embed" | "actions"> {
  readonly shown: DistrictState;
  /** the figure as other sites may embed it; absent: they may not */
  readonly embed?: EmbeddedFigure;
  /** the height in px that the drawing fills in a frame of a width, where it is not that of the page */
  readonly framedHeight?: (width: number) => number | null;
  /** the key of the numbers of a framed map */
  readonly framedKey?: () => string;
  /** periods of the figures in their order; absent: that of the choice */
  readonly periods?: readonly string[];
  /** true where a figure above this one has the whole source */
  readonly brief?: boolean;
  /** measures that the figure shows; absent: that of the choice */
  readonly refs?: readonly MeasureRef[];
  /** true where each kind of homes stands for itself: nothing is said of all of them */
  readonly byKind?: boolean;
  /** true where it has shares of homes, whatever is chosen */
  readonly ofHomes?: boolean;
  /** draws what a slide has, where that is not the picture */
  readonly slide?: (width: number) => ComponentChild;
  /** the figure's own notes on a slide, which may lack what some are about; absent: all */
  readonly slideNotes?: readonly string[];
  /** true: the figure is of all the places of a level, which maps of other programs take with their outlines */
  readonly ofParts?: boolean;
  /** what Données is asked for so that it cites the figures, where that is not all the places of the level; absent: it is not asked */
  readonly cited?: Cited;
  /** true: a map is drawn */
  readonly ofMap?: boolean;
  /** the figures as programs read them */
  readonly rows?: () => readonly FileRow[];
}

/** What of the choice Données has in another way, so that it cites a figure: its places, and its measures and periods where there are several. */
interface Cited {
  readonly places: readonly string[];
  readonly measures?: readonly MeasureRef[];
  readonly periods?: readonly string[];
}

type Subject = Pick<DistrictState, "atlas" | "choice" | "lang">;

/** That the size of homes is left aside, where places are compared by the means of all of them; else empty. */
export function sizesNote({ atlas, choice, lang }: Subject, refs: readonly MeasureRef[] = [choice.ref]): string {
  const { view, type, statistic, each } = choice;
  // A portrait has means of all homes, whatever else is chosen.
  const isOfAll = view === "portrait" || (type === "_T" && statistic !== "participation" && each !== "type");
  return (isOfAll && refs.map((ref) => sizesText(ref, lang, atlas.catalog).trim()).find((text) => text !== "")) || "";
}

/** The note on the amounts of a measure; empty where shares of homes are shown. */
export function amountsNote({ atlas, choice, lang }: Subject, ref = choice.ref): string {
  const isShare = choice.statistic === "participation" && choice.view !== "portrait";
  return isShare ? "" : (noteOf(atlas.catalog, ref, lang) ?? "");
}

/** What the margins of a figure are of, as notes: none where shares of homes are shown, which have no other homes, or nothing is published. */
export function marginNotes({ atlas, choice, lang }: Subject): string[] {
  const isShare = choice.statistic === "participation" && choice.view !== "portrait";
  return isShare || choice.period === "" ? [] : [marginAndWhoText(lang, atlas.catalog)];
}

/** Notes that must accompany the figures of some measures. */
export function measureNotes(shown: Subject, refs: readonly MeasureRef[] = [shown.choice.ref]): string[] {
  const notes = refs.map((ref) => amountsNote(shown, ref));
  return [...new Set([sizesNote(shown, refs), ...notes, periodNote(shown.atlas.catalog, shown.lang) ?? ""])].filter(
    (note) => note !== "",
  );
}

/** The link to how the same lines are cited in Données: all places of the level, unless some are named. A portrait has means of all homes. */
function CiteLink({ shown: { choice, lang, words }, cited }: Pick<DistrictFigureProps, "shown" | "cited">) {
  const { ref, type, period, level, area, view } = choice;
  const isPortrait = view === "portrait";
  const of = pageHref("explore", lang, {
    view: "table",
    measure: (cited?.measures ?? [ref]).map(({ key }) => key).join(","),
    statistic: PUBLISHED_AS[isPortrait ? "mean" : choice.statistic],
    ...(cited ? { area: cited.places.join(",") } : { level, in: area }),
    type: isPortrait ? "_T" : type,
    period: [...new Set(cited?.periods ?? [period])].join(","),
  });
  return <a href={`${of}#cite`}>{words.cite}</a>;
}

/** The link to what a program for maps opens, where the site answers queries. Nothing is fetched before it is followed. */
function PartsLink({ shown: { atlas, choice, words } }: Pick<DistrictFigureProps, "shown">) {
  const { ref, statistic, type, period, level, area } = choice;
  const geojson = areasHref(ref, {
    STATISTIC: PUBLISHED_AS[statistic],
    TIME_PERIOD: period,
    HOUSEHOLD_TYPE: type,
    AREA_LEVEL: level,
    in: area,
    release: atlas.catalog.releases.find((release) => release.period === period)?.id ?? null,
  });
  return siteFacts().files || areTiles(atlas) ? null : (
    <a href={geojson} download={`${ref.domain.id}-${ref.measure.id}-${level}-${period}.geojson`}>
      {words.geojson}
    </a>
  );
}

/** A figure of the page Quartiers in its frame. Long, for what leaves is said beside what is shown. Its source names the periods that are drawn; its address is the choice; away from the page it says of whom it is. */
export function DistrictFigure({
  shown,
  embed,
  framedHeight,
  framedKey,
  periods,
  refs,
  rows,
  brief = false,
  byKind = false,
  ofHomes = false,
  slide,
  slideNotes,
  ofParts = false,
  cited,
  ofMap = false,
  ...figure
}: DistrictFigureProps) {
  const isShare = shown.choice.statistic === "participation" && shown.choice.view !== "portrait";
  const sourced = (isBrief: boolean): string => {
    const text = sourceOf(shown, periods, isBrief);
    const counted = ofHomes || (isShare && !isBrief) ? censusSource(text, shown.atlas.catalog, shown.lang) : text;
    return ofMap ? onMap(counted, shown) : counted;
  };
  const source = awaySource(sourced(false), shown.atlas.catalog, shown.lang);
  const { title, awayTitle = title, subtitle, awaySubtitle: away = subtitle, draw } = figure;
  const awaySubtitle = `${away} ${mostlyOfView(shown)}`.trim();
  const about = byKind ? { ...shown, choice: { ...shown.choice, view: "map" as const, each: "type" as const } } : shown;
  // Whoever holds a figure of a copy must know which homes are in it.
  const who = shown.atlas.catalog.commons.origin?.who?.[shown.lang];
  const common = [
    ...measureNotes(about, refs),
    ...(who === undefined || ofHomes ? [] : [who]),
    ...(ofHomes ? [] : marginNotes(shown)),
  ];
  const notes = [...common, ...(figure.notes ?? [])];
  const ofSlide = [...common, ...(slideNotes ?? figure.notes ?? [])];
  const frame = { ...figure, awaySubtitle, notes, lang: shown.lang, source, address: shown.address({}) };
  const framed = { title: awayTitle, subtitle: awaySubtitle, notes, source, draw, framedHeight, framedKey };
  return (
    <FigureFrame
      {...frame}
      {...(rows ? { file: async () => (await import("./filed-rows.ts")).fileOf(shown, rows()) } : {})}
      sourceHere={sourced(brief)}
      actions={
        figure.noFiles
          ? null
          : (failed) => (
              <>
                {slideButton({ ...frame, notes: ofSlide, picture: slide ?? figure.picture }, shown.words.slide)(failed)}
                {ofParts ? <PartsLink shown={shown} /> : null}
                {ofParts || cited ? <CiteLink shown={shown} {...(cited ? { cited } : {})} /> : null}
              </>
            )
      }
      {...(embed === undefined
        ? {}
        : {
            embed: (drawing) => figureCodeLater(embedAddress(shown, embed), framed, drawing),
          })}
    />
  );
}

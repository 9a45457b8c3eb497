import { useCallback, useMemo, useRef, useState } from "preact/hooks";
import type { Shape } from "../charts/geometry.ts";
import { KeyedMap } from "../charts/keyed-map.tsx";
import { heightOfAreas } from "../charts/map-layout.ts";
import { tileShapes } from "../charts/tile-shapes.ts";
import { placePhrase } from "../compare/phrases.ts";
import { quartilesOf } from "../compare/position.ts";
import { amountAtMargin, outwardEnds } from "../compare/rounded.ts";
import { VERDICTS } from "../compare/verdict-words.ts";
import { figureAddress } from "../district/embed-address.ts";
import type { Focus } from "../shared/best-measure.ts";
import { countedWords } from "../shared/counted-homes.ts";
import { comparison, digitsBeside, marginText, valueText } from "../shared/digits.ts";
import { figureFile } from "../shared/figure-file.ts";
import { FigureFrame, type FigureTable, figureCodeLater } from "../shared/figure-frame.tsx";
import { amountText, colon, formatNumber, formatPeriod, marginDigits, semicolon, unitLabel } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { noteOf, periodNote, topicLabel } from "../shared/labels.ts";
import { pageHref } from "../shared/layout.ts";
import { levelDigits } from "../shared/level-digits.ts";
import { codeOf, useListeners } from "../shared/listeners.ts";
import { MapLegend, withoutText } from "../shared/map-legend.tsx";
import { modelledNotes } from "../shared/modelled-notes.ts";
import { publishedFigure } from "../shared/published-figure.ts";
import type { WithMargin } from "../shared/reliable-interval.ts";
import { marginAndWhoText } from "../shared/sizes-text.ts";
import { awaySource, mapSource, sourceText } from "../shared/source-text.ts";
import { cellAt, notYetText, type PublicCommons, unitOf } from "../visit/commons.ts";
import { figuresAt, isKept, meanAt, paintedParts } from "../visit/focus.ts";
import { WELCOME } from "./welcome-words.ts";

/** The words of the map, about what the commons counts. */
const mapWords = ({ catalog }: Pick<PublicCommons, "catalog">, lang: Lang) => countedWords(WELCOME[lang].map, lang, catalog);

/** An area's figure in words: its mean and margin, or that there are too few homes. */
export function sayArea(commons: PublicCommons, focus: Focus, code: string, lang: Lang): string {
  const { ref } = focus;
  const words = mapWords(commons, lang);
  const { mean, homes } = figuresAt(commons, ref, code);
  if (!mean) {
    if (isKept(commons, ref, code)) return WORDS[lang].kept;
    return notYetText(commons, ref.key, commons.levels.slice(commons.levels.indexOf(commons.tree.get(code)?.level ?? "")), lang);
  }
  const [value, lower, upper] = amounts(commons, focus, mean, lang, code);
  const between = WORDS[lang].between(lower, upper);
  const count = homes && formatNumber(homes.value, marginDigits(homes.lower, homes.upper, 0), lang);
  // A figure that is unsure is read by its margin alone.
  const said = mean.unsure ? words.average(between, null, count) : words.average(value, between, count);
  const limits = mean.unsure ? VERDICTS[lang].unsure : besideWhole(commons, focus, mean, code, lang);
  return limits === null ? said : `${said} ${limits}`;
}

/** How an area compares with the whole of the map; null where that is the same area, or has no figure to rely on. */
function besideWhole(commons: PublicCommons, focus: Focus, own: WithMargin, code: string, lang: Lang): string | null {
  const { ref, area } = focus;
  const whole = code === area.code ? null : meanAt(commons, ref, area.code);
  if (whole === null) return null;
  const words = mapWords(commons, lang);
  const relation = comparison(own, whole);
  return relation === "same" ? words.cannotTell : words.beside(words[relation]);
}

/** Why an area has no figure: kept back for another, too few homes or, where nothing is, not published yet. */
const absentText = (commons: PublicCommons, ref: Focus["ref"], code: string, lang: Lang): string =>
  isKept(commons, ref, code) ? WORDS[lang].kept : mapWords(commons, lang)[commons.main ? "absent" : "unpublished"];

/** Why those of the parts that have no figure have none: each reason once. */
function absentTexts(commons: PublicCommons, { ref, children }: Focus, lang: Lang): string {
  const absent = children.filter(({ code }) => figuresAt(commons, ref, code).mean === null);
  return [...new Set(absent.map(({ code }) => absentText(commons, ref, code, lang)))].join(semicolon(lang));
}

/** A mean and the ends of its margin, written as on the page Quartiers. `code` is the place that is compared with the whole. */
export function amounts(
  commons: PublicCommons,
  focus: Focus,
  mean: WithMargin & { readonly unsure?: boolean },
  lang: Lang,
  code = focus.area.code,
): readonly [string, string, string] {
  const { ref, area } = focus;
  const whole = code === area.code ? null : meanAt(commons, ref, area.code);
  const unit = unitLabel(unitOf(commons.catalog, ref), lang);
  const of = { ref, statistic: "MEAN", type: "_T", period: commons.main?.period ?? "" } as const;
  // Those of its level.
  const decimals = levelDigits(commons, of, code) ?? marginDigits(mean.lower, mean.upper, ref.measure.decimals);
  const { value } = valueText(mean, lang, (amount) => amountText(amount, decimals, unit, lang));
  if (mean.unsure) return [value, ...outwardEnds(mean, { ref, unit }, lang)];
  // Only the ends have the decimal that they may need beside those of the whole.
  return [value, ...marginText(mean, digitsBeside(mean, whole, ref.measure.decimals, decimals), unit, lang)];
}

/** The outlines of the territory, or one square per area where it has none; null while they load. */
function shapesFor(commons: PublicCommons, focus: Focus): readonly Shape[] | null {
  if (commons.shapes) return commons.shapes.features;
  if (commons.catalog.territory.shapes_url !== null) return null;
  const parts = new Set(focus.children.map(({ code }) => code));
  return tileShapes(commons.tree, commons.levels, focus.children[0]?.level ?? "", parts);
}

/** The part of the map that a place is or lies in; null where it is none of one. */
export function partAt(
  { tree }: Pick<PublicCommons, "tree">,
  { children }: Pick<Focus, "children">,
  here: string | null,
): string | null {
  const around = here === null ? [] : tree.lineage(here);
  return around.find(({ code }) => children.some((part) => part.code === code))?.code ?? null;
}

interface MapFigureProps {
  readonly commons: PublicCommons;
  readonly focus: Focus;
  readonly lang: Lang;
  /** the area where the visitor lives; null: not said yet */
  readonly here: string | null;
  /** called with the area where the visitor says to live */
  readonly onHere: (code: string) => void;
}

/** The territory as a map that answers taps and pointing. Long, for its drawing stands twice: on the page, and as a picture that leaves. */
export function MapFigure({ commons, focus, lang, here, onHere }: MapFigureProps) {
  const words = mapWords(commons, lang);
  // A tap holds until the visitor says where they live, which is marked as if they had tapped it.
  const [tapped, setTapped] = useState({ code: null as string | null, here: null as string | null });
  const isTapped = tapped.code !== null && tapped.here === here;
  const chosen = isTapped ? tapped.code : partAt(commons, focus, here);
  const box = useRef<HTMLDivElement>(null);
  // The drawing is pure; its shapes carry the codes by which taps and pointing are recognised.
  const choose = (event: Event): void => {
    const code = codeOf(event.target);
    if (code !== null) setTapped({ code, here });
  };
  useListeners(() => box.current, { click: choose, pointerover: choose });
  const { ref, area } = focus;
  // Surroundings and other data come later, and must not have the areas laid out again.
  const painted = useMemo(() => paintedParts(commons, focus), [commons.cells, focus]);
  const { of } = placePhrase(commons, area.code, lang);
  const shapes = useMemo(() => shapesFor(commons, focus), [commons.shapes, focus]);
  const table = useCallback(() => tableOf(commons, focus, lang), [commons, focus, lang]);
  const neighbours = useMemo(
    () => (area.parent === null ? [] : commons.tree.children(area.parent).filter(({ code }) => code !== area.code)),
    [focus],
  );
  const map = (width: number, id: string, outlined: string | null, inTurns = false) =>
    shapes === null ? (
      <div class="map-wait" style={{ height: `${Math.round(width * 0.9)}px` }}>
        {words.waiting}
      </div>
    ) : (
      <KeyedMap
        id={id}
        width={width}
        label={commons.main ? words.label(topicLabel(ref, lang), of) : words.blank(of)}
        areas={painted}
        shapes={shapes}
        parent={area.code}
        neighbours={neighbours}
        surroundings={commons.context}
        chosen={outlined}
        tallest={520}
        inTurns={inTurns}
      />
    );
  const texts = textsOf(commons, focus, of, lang);
  const draw = (width: number) => map(width, "home-map", chosen);
  // A frame says that one may tap, what its numbers are, and more in its title.
  const framedKey = () => [texts.title, words.hint, ...focus.children.map(({ name }, i) => `${i + 1} ${name}`)].join(", ");
  const framedHeight = (width: number) => shapes && heightOfAreas({ areas: painted, shapes, width });
  const embed = (drawing: Element | null) =>
    figureCodeLater(
      figureAddress("map", lang, placesOf(commons, focus)),
      { ...texts, notes: texts.notes ?? [], draw, framedHeight, framedKey },
      drawing,
    );
  return (
    <div class="map-figure" ref={box}>
      <FigureFrame
        lang={lang}
        {...texts}
        address={new URL(pageHref("home", lang), document.baseURI).href}
        name={`map-${ref.key.replace(".", "-")}-${area.code}-${commons.main?.period ?? ""}`}
        height={420}
        {...(commons.main
          ? { table, file: () => fileOf(commons, ref, [area, ...focus.children], lang), embed }
          : { table: null, noFiles: true })}
        draw={(width) => map(width, "home-map", chosen, true)}
        // Where the visitor lives is in no picture that leaves.
        picture={isTapped ? undefined : (width) => map(width, "home-picture", null)}
      >
        <Readout commons={commons} focus={focus} lang={lang} here={here} onHere={onHere} chosen={chosen} isTapped={isTapped} />
        <MapLegend
          kinds={new Set(painted.map(({ against }) => against))}
          texts={{ ...words, absent: withoutText(absentTexts(commons, focus, lang), lang) }}
        />
      </FigureFrame>
    </div>
  );
}

/** Leads back up to the question, which the chosen place is now that of. */
function showQuestion(): void {
  const field = document.querySelector<HTMLElement>(".question [data-amount]");
  field?.scrollIntoView({ block: "center" });
  field?.focus({ preventScroll: true });
}

/** The parts of the area in focus, as parameters of the page Quartiers. */
export const placesOf = ({ main }: Pick<PublicCommons, "main">, { ref, area, children }: Focus) => ({
  measure: ref.key,
  period: main?.period ?? "",
  area: area.code,
  level: children[0]?.level ?? null,
});

/** Address of the page Quartiers with a place chosen there, also before anything is published. */
export function placeHref({ main }: Pick<PublicCommons, "main">, { ref, area }: Focus, code: string, lang: Lang): string {
  return pageHref("district", lang, { measure: ref.key, ...(main ? { period: main.period } : {}), area: area.code, at: code });
}

/** The tapped area in words, with a button to say that one lives there. */
function Readout({
  commons,
  focus,
  lang,
  here,
  onHere,
  chosen,
  isTapped,
}: MapFigureProps & { readonly chosen: string | null; readonly isTapped: boolean }) {
  const words = mapWords(commons, lang);
  return (
    <p class="readout" role="status">
      {chosen === null ? (
        words.hint
      ) : (
        <>
          <span class={isTapped ? "on-picture" : undefined}>
            <b>{commons.tree.get(chosen)?.name}</b>
            {colon(lang)}
            {sayArea(commons, focus, chosen, lang)}
          </span>
          <span class="row-of-links no-print">
            <button type="button" class="plain" onClick={() => (chosen === here ? showQuestion() : onHere(chosen))}>
              {chosen === here ? words.noted : words.here}
            </button>{" "}
            {/* Before anything is published Quartiers has no figures of it, and where one lives is put into no address. */}
            {commons.main && isTapped ? <a href={placeHref(commons, focus, chosen, lang)}>{words.district}</a> : null}
          </span>
        </>
      )}
    </p>
  );
}

/**
 * Texts around the map: the mean that its parts are compared with or, before anything is published, that it shows outlines only.
 */
export function textsOf(commons: PublicCommons, focus: Focus, of: string, lang: Lang) {
  const { ref, area, children } = focus;
  const { figure } = WORDS[lang];
  const words = mapWords(commons, lang);
  const name = commons.catalog.commons.name[lang];
  const drawn = { outlines: commons.catalog.territory.shapes_url !== null, background: commons.context !== null };
  const ofMap = mapSource("", commons.catalog, lang, drawn);
  if (!commons.main) return { title: words.none, subtitle: words.noneText, source: ofMap || figure.outlines(name) };
  const whole = meanAt(commons, ref, area.code);
  const period = formatPeriod(commons.main.period, lang);
  const sourceHere = mapSource(sourceText(commons.catalog, [commons.main.period], period, lang), commons.catalog, lang, drawn);
  return {
    title:
      whole || children.some(({ code }) => figuresAt(commons, ref, code).mean) ? words.title(topicLabel(ref, lang)) : words.none,
    subtitle: whole
      ? `${words.subtitle(of, period, amounts(commons, focus, whole, lang)[0])}${aboveMiddle(commons, focus, whole, lang)}`
      : words.noneText,
    source: awaySource(sourceHere, commons.catalog, lang),
    sourceHere,
    notes: noteTexts(commons, ref, children, lang),
  };
}

/** Why the mean is not the middle that the question has above the map, where it is above it for sure; else empty. */
function aboveMiddle(commons: PublicCommons, { ref, area }: Focus, mean: WithMargin, lang: Lang): string {
  const cell = cellAt(commons, ref, area.code, "_T", commons.main?.period ?? "");
  const middle = cell && quartilesOf(cell)?.p50;
  if (!middle || mean.lower <= middle.upper) return "";
  return `. ${mapWords(commons, lang).aboveMiddle(amountAtMargin(middle, { ref, unit: unitLabel(unitOf(commons.catalog, ref), lang) }, lang))}`;
}

/** The mean of a place, or of one type of its homes. */
export interface MeanOf {
  readonly code: string;
  readonly name: string;
  /** absent: all homes */
  readonly type?: string;
}

const meanRow = (commons: PublicCommons, ref: Focus["ref"], { code, type = "_T" }: MeanOf) =>
  cellAt(commons, ref, code, type, commons.main?.period ?? "");

/** What must be said of means where they are shown elsewhere. */
export function noteTexts(commons: PublicCommons, ref: Focus["ref"], means: readonly MeanOf[], lang: Lang): string[] {
  const note = noteOf(commons.catalog, ref, lang);
  const methods = means.map((one) => meanRow(commons, ref, one)?.get("MEAN"));
  return [
    note,
    periodNote(commons.catalog, lang),
    marginAndWhoText(lang, commons.catalog),
    ...modelledNotes(methods, lang),
  ].filter((text) => text !== null);
}

/** Means as programs read them. */
export function fileOf(commons: PublicCommons, ref: Focus["ref"], means: readonly MeanOf[], lang: Lang) {
  const unit = unitOf(commons.catalog, ref);
  return figureFile(
    means.map((one) => {
      const { code, name, type = "_T" } = one;
      const cell = meanRow(commons, ref, one);
      const [figure, homes] = [publishedFigure(cell?.get("MEAN")), publishedFigure(cell?.get("COUNT"))];
      const remark = figure === null ? absentText(commons, ref, code, lang) : figure.unsure ? WORDS[lang].figure.unsure : "";
      const status = cell?.get("MEAN");
      const about = { code, name, ref, statistic: "MEAN", type, period: commons.main?.period ?? "" };
      return { ...about, figure, unit, homes, status, remark, method: status?.METHOD };
    }),
  );
}

/** The parts of the map as a table. */
function tableOf(commons: PublicCommons, focus: Focus, lang: Lang): FigureTable {
  const { ref, children } = focus;
  const words = mapWords(commons, lang);
  return {
    columns: [words.place, words.mean, words.margin],
    rows: children.map(({ code, name }) => {
      const { mean } = figuresAt(commons, ref, code);
      if (!mean) return [name, absentText(commons, ref, code, lang), ""];
      const [value, lower, upper] = amounts(commons, focus, mean, lang, code);
      return [name, mean.unsure ? WORDS[lang].figure.unsureMark : value, `${lower} – ${upper}`];
    }),
  };
}

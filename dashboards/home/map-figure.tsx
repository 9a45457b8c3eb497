import { useCallback, useMemo, useRef, useState } from "preact/hooks";
import { DifferenceMap } from "../charts/difference-map.tsx";
import type { Shape } from "../charts/geometry.ts";
import { tileShapes } from "../charts/tile-shapes.ts";
import { placePhrase } from "../compare/phrases.ts";
import { FigureFrame, type FigureTable } from "../shared/figure-frame.tsx";
import { amountText, colon, endsText, formatNumber, formatPeriod, marginDigits, unitLabel } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { topicLabel } from "../shared/labels.ts";
import { pageHref } from "../shared/layout.ts";
import { useListeners } from "../shared/listeners.ts";
import type { WithMargin } from "../shared/reliable-interval.ts";
import { homesFor, type PublicCommons, unitOf } from "../visit/commons.ts";
import { countAt, type Focus, meanAt, paintedAreas } from "../visit/focus.ts";

/** An area's figure in words: its mean and margin, or that there are too few homes. */
export function sayArea(commons: PublicCommons, focus: Focus, code: string, lang: Lang): string {
  const { ref } = focus;
  const words = WORDS[lang].welcome.map;
  const mean = meanAt(commons, ref, code);
  if (!mean) {
    const needed = homesFor(commons, ref.key, commons.tree.get(code)?.level ?? "");
    return words.withheld(needed === null ? null : formatNumber(needed, 0, lang));
  }
  const [value, lower, upper] = amounts(commons, focus, mean, lang);
  const count = countAt(commons, ref, code);
  const homes = count ? ` · ${words.homes(formatNumber(count.value, 0, lang))}` : "";
  return `${words.value(value, lower, upper)}${homes}`;
}

/** A mean and the ends of its margin, with the same digits as on the page Quartiers. */
export function amounts(commons: PublicCommons, focus: Focus, mean: WithMargin, lang: Lang): [string, string, string] {
  const { ref } = focus;
  const unit = unitLabel(unitOf(commons.catalog, ref), lang);
  const decimals = marginDigits(mean.lower, mean.upper, ref.measure.decimals);
  return [amountText(mean.value, decimals, unit, lang), ...endsText(mean.lower, mean.upper, decimals, unit, lang)];
}

/** The outlines of the territory, or one square per area where it has none; null while they load. */
function shapesFor(commons: PublicCommons, focus: Focus): readonly Shape[] | null {
  if (commons.shapes) return commons.shapes.features;
  if (commons.catalog.territory.shapes_url !== null) return null;
  const parts = new Set(focus.children.map(({ code }) => code));
  return tileShapes(commons.tree, commons.levels, focus.children[0]?.level ?? "", parts);
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

/** The territory as a map that answers taps and pointing. */
export function MapFigure({ commons, focus, lang, here, onHere }: MapFigureProps) {
  const words = WORDS[lang].welcome.map;
  const [chosen, setChosen] = useState<string | null>(null);
  const box = useRef<HTMLDivElement>(null);
  // The drawing is pure; its shapes carry the codes by which taps and pointing are recognised.
  const choose = (event: Event): void => {
    const code = event.target instanceof Element ? event.target.getAttribute("data-area") : null;
    if (code !== null) setChosen(code);
  };
  useListeners(() => box.current, { click: choose, pointerover: choose });
  const { ref, area } = focus;
  // Surroundings and other data come later, and must not have the areas laid out again.
  const painted = useMemo(() => paintedAreas(commons, focus), [commons.cells, focus]);
  const { of } = placePhrase(commons, area.code, lang);
  const shapes = useMemo(() => shapesFor(commons, focus), [commons.shapes, focus]);
  const table = useCallback(() => tableOf(commons, focus, lang), [commons, focus, lang]);
  const neighbours = useMemo(
    () => (area.parent === null ? [] : commons.tree.children(area.parent).filter(({ code }) => code !== area.code)),
    [focus],
  );
  return (
    <div class="map-figure" ref={box}>
      <FigureFrame
        lang={lang}
        {...textsOf(commons, focus, of, lang)}
        address={new URL(pageHref("home", lang), document.baseURI).href}
        name={`${ref.key}-${area.code}-${commons.main?.period ?? ""}`}
        height={420}
        table={table}
        draw={(width) =>
          shapes === null ? (
            <div class="map-wait" style={{ height: `${Math.round(width * 0.9)}px` }}>
              {words.waiting}
            </div>
          ) : (
            <DifferenceMap
              id="home-map"
              width={width}
              label={commons.main ? words.label(topicLabel(ref, lang), of) : words.blank(of)}
              areas={painted}
              shapes={shapes}
              parent={area.code}
              neighbours={neighbours}
              surroundings={commons.context}
              chosen={chosen}
              tallest={520}
            />
          )
        }
      >
        <Readout commons={commons} focus={focus} lang={lang} here={here} onHere={onHere} chosen={chosen} />
        <Legend kinds={new Set(painted.map(({ against }) => against))} lang={lang} />
      </FigureFrame>
    </div>
  );
}

/** The tapped area in words, with a button to say that one lives there. */
function Readout({ commons, focus, lang, here, onHere, chosen }: MapFigureProps & { readonly chosen: string | null }) {
  const words = WORDS[lang].welcome.map;
  return (
    <p class="readout" role="status">
      {chosen === null ? (
        commons.main ? (
          words.hint
        ) : (
          words.hintFirst
        )
      ) : (
        <>
          <b>{commons.tree.get(chosen)?.name}</b>
          {colon(lang)}
          {sayArea(commons, focus, chosen, lang)}{" "}
          <button type="button" class="plain no-print" onClick={() => onHere(chosen)}>
            {chosen === here ? words.noted : words.here}
          </button>
        </>
      )}
    </p>
  );
}

/**
 * Texts around the map: the mean that its parts are compared with or, before anything is published, that it shows outlines only.
 */
function textsOf(commons: PublicCommons, focus: Focus, of: string, lang: Lang) {
  const { ref, area } = focus;
  const { figure, welcome } = WORDS[lang];
  const words = welcome.map;
  const name = commons.catalog.commons.name[lang];
  if (!commons.main) return { title: words.none, subtitle: words.noneText, source: figure.outlines(name) };
  const whole = meanAt(commons, ref, area.code);
  const period = formatPeriod(commons.main.period, lang);
  return {
    title: words.title(topicLabel(ref, lang)),
    subtitle: whole ? words.subtitle(of, period, amounts(commons, focus, whole, lang)[0]) : words.noneText,
    source: figure.source(name, period),
  };
}

/** The parts of the map as a table. */
function tableOf(commons: PublicCommons, focus: Focus, lang: Lang): FigureTable {
  const { ref, children } = focus;
  const words = WORDS[lang].welcome.map;
  return {
    columns: [words.place, words.mean, words.margin],
    rows: children.map(({ code, name }) => {
      const mean = meanAt(commons, ref, code);
      if (!mean) return [name, words.absent, ""];
      const [value, lower, upper] = amounts(commons, focus, mean, lang);
      return [name, value, `${lower} – ${upper}`];
    }),
  };
}

/** The legend: each colour with its mark. */
function Legend({ kinds, lang }: { kinds: ReadonlySet<string>; lang: Lang }) {
  const words = WORDS[lang].welcome.map;
  return (
    <ul class="legend">
      {(["less", "same", "more", "absent"] as const)
        .filter((kind) => kinds.has(kind))
        .map((kind) => (
          <li key={kind}>
            <span class={`swatch ${kind}`} aria-hidden="true" />
            {kind === "less" ? (
              <svg width="10" height="9" aria-hidden="true">
                <path d="M0 0h10l-5 8.500z" fill="var(--ink)" />
              </svg>
            ) : null}
            {kind === "more" ? (
              <svg width="10" height="9" aria-hidden="true">
                <path d="M0 8.500h10L5 0z" fill="var(--ink)" />
              </svg>
            ) : null}
            {words[kind]}
          </li>
        ))}
    </ul>
  );
}

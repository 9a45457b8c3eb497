import type { ComponentChildren, RefObject } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Area } from "../../src/territory/index.ts";
import type { PaintedArea } from "../charts/map-parts.tsx";
import { numbered } from "../charts/map-parts.tsx";
import { formatNumber, formatPeriod } from "../shared/format.ts";
import { SentenceWord, type WordOption } from "../shared/sentence-controls.tsx";
import { withFigure, ZoomedMap } from "../shared/zoomed-map.tsx";
import { searchPlaces } from "../visit/search.ts";
import { notDueText } from "./absent-words.tsx";
import { figureAt, publishedInstead } from "./area-figures.ts";
import { PartsLegend, PartsMap, paintedParts, useAreaTaps } from "./area-map.tsx";
import type { Atlas } from "./atlas.ts";
import { areasWithin, leavesOf } from "./choice.ts";
import { DistrictFigure } from "./district-figure.tsx";
import { areTiles } from "./map-shapes.ts";
import { placeText } from "./map-words.ts";
import { leavesUnder, type OwnArea, ownArea } from "./own-area.ts";
import { OwnFigure, OwnNotes, ownNumbers, ownRanks, ownRow, ownTitle, whyNoSum } from "./own-figure.tsx";
import { leafNames, namedByVisitor, ownAwayName, ownName, zoneName } from "./own-places.ts";
import { OWN } from "./own-words.ts";
import { PrintButton } from "./print-button.tsx";
import { rankedNames } from "./ranked-parts.ts";
import { searchHelp, searchLabel, searchNote, searchOrder } from "./search-words.ts";
import { absentText, awayText, type DistrictState, fileName, levelMany, listedText, placeDetail } from "./shown.ts";

interface LeavesProps {
  readonly shown: DistrictState;
  readonly leaves: readonly string[];
  readonly onTap: (code: string) => void;
}

interface Encircling {
  /** true: a finger draws a line, and does not move the page */
  readonly isOn: boolean;
  readonly switchTo: (isOn: boolean) => void;
  /** number of areas within the last line; null: none was drawn */
  readonly found: number | null;
}

/**
 * Lets somebody draw a line around areas of the map: a mouse as it is pressed and moved, a finger once that is switched on. The program
 * is loaded when a mouse is on the map, or with the switch.
 *
 * @param chosen what is chosen so far
 */
function useEncircling(
  box: RefObject<HTMLElement | null>,
  onAreas: (codes: readonly string[]) => void,
  chosen: string,
): Encircling {
  const [isWanted, setWanted] = useState(false);
  const [isOn, setOn] = useState(false);
  const [found, setFound] = useState<number | null>(null);
  const isByLine = useRef(false);
  const now = useRef({ isOn, onAreas });
  now.current = { isOn, onAreas };
  useEffect(() => {
    const map = box.current;
    const over = ({ pointerType }: PointerEvent): void => {
      if (pointerType === "mouse") setWanted(true);
    };
    map?.addEventListener("pointerover", over);
    return () => map?.removeEventListener("pointerover", over);
  }, []);
  const switchOff = (): void => setOn(false);
  useEffect(() => {
    let end: (() => void) | null = null;
    let isGone = false;
    if (isWanted)
      void import("./encircle.ts").then(({ watchLines }) => {
        if (isGone || !box.current) return;
        end = watchLines(box.current, {
          isOn: () => now.current.isOn,
          onAreas: (codes) => {
            setOn(false);
            setFound(codes.length);
            isByLine.current = codes.length > 0;
            if (codes.length > 0) now.current.onAreas(codes);
          },
          onEnd: switchOff,
        });
      }, switchOff);
    return () => {
      isGone = true;
      end?.();
    };
  }, [isWanted]);
  // Whatever was chosen otherwise, such as a zone, ends the drawing and what was said of its line.
  useEffect(() => {
    switchOff();
    if (!isByLine.current) setFound(null);
    isByLine.current = false;
  }, [chosen]);
  const switchTo = (next: boolean): void => {
    setWanted(true);
    setFound(null);
    setOn(next);
  };
  return { isOn, switchTo, found };
}

interface OwnToolsProps extends Encircling {
  readonly shown: DistrictState;
  /** what else adds places to the map */
  readonly add: ComponentChildren;
}

/**
 * The switch with which a finger draws a line around places, and what else adds some. How to draw, and that a line had nothing in it, stand
 * in the place of the latter, so that the map does not move.
 */
function OwnTools({ shown: { lang }, isOn, switchTo, found, add }: OwnToolsProps) {
  const isSaid = isOn || found === 0;
  return (
    <div class={isSaid ? "own-tools telling no-print" : "own-tools no-print"}>
      <button type="button" class="quiet" aria-pressed={isOn} onClick={() => switchTo(!isOn)}>
        {OWN[lang].draw}
      </button>
      <div>
        {add}
        {/* Places that were found are seen on the map. */}
        <p role="status" class={isSaid ? "note" : "visually-hidden"}>
          {isOn ? OWN[lang].drawing : found === null ? "" : OWN[lang].drawn(formatNumber(found, 0, lang), found)}
        </p>
      </div>
    </div>
  );
}

/** Topic, and what the numbers on the map are, for its picture. */
const numberedText = (shown: DistrictState, numbers: ReadonlyMap<string, string>): string =>
  [awayText(shown), ...(numbers.size > 0 ? [rankedNames(shown, numbers)] : [])].join(" ");

/** The sum, then the leaves of the map as programs read them, those of the own area first. */
function mapFile(shown: DistrictState, own: OwnArea, painted: readonly PaintedArea[]) {
  const codes = [...new Set([...own.leaves, ...painted.map(({ code }) => code)])];
  const beside = shown.choice.area;
  return [...(own.figure ? [ownRow(shown, own)] : []), ...codes.map((code) => ({ code, beside }))];
}

/** The map's title outside the page: the sum, else what is picked and where. */
function mapAwayTitle(shown: DistrictState, { figure }: OwnArea): string {
  if (figure) return ownTitle(shown, figure, ownAwayName(shown));
  return `${ownName(shown)} – ${shown.atlas.tree.get(shown.choice.area)?.name ?? ""}`;
}

/** A name that stands below its parent's, without a leading copy of the parent's name. */
const nameWithin = (name: string, parent: string): string =>
  parent !== "" && /^,? ./.test(name.slice(parent.length)) && name.startsWith(parent)
    ? name.slice(parent.length).replace(/^,? /, "")
    : name;

/**
 * Small places are found by the outlines and names of the areas around them, which need not stand in their own names too. A name that
 * several of them have tells none, and makes room for those around.
 */
function withGroups({ tree }: Atlas, whole: string, painted: readonly PaintedArea[]) {
  const parentOf = (code: string): Area | undefined => tree.get(tree.get(code)?.parent ?? "");
  const names = painted.map(({ code, name }) => nameWithin(name, parentOf(code)?.name ?? ""));
  const isOfOne = (name: string): boolean => names.indexOf(name) === names.lastIndexOf(name);
  return {
    groups: [...new Set(painted.flatMap(({ code }) => parentOf(code) ?? []))].filter(({ code }) => code !== whole),
    named: painted.map((part, i) => ({ ...part, name: names[i] !== undefined && isOfOne(names[i]) ? names[i] : "" })),
  };
}

interface OwnMapProps extends LeavesProps {
  readonly onAreas: (codes: readonly string[]) => void;
  readonly said: string;
  readonly add: ComponentChildren;
}

/** The map on which the places of one’s own area are chosen. Long, for it says all that its frame has. */
function OwnMap({ shown, leaves, onTap, onAreas, said, add }: OwnMapProps) {
  const { atlas, choice, lang, words, mark } = shown;
  const painted = useMemo(() => paintedParts({ atlas, choice }), [atlas, choice]);
  const { groups, named } = useMemo(() => withGroups(atlas, choice.area, painted), [atlas, choice.area, painted]);
  const box = useAreaTaps(onTap, mark);
  const encircling = useEncircling(box, onAreas, [choice.zone, ...choice.picks].join(" "));
  const own = ownArea(atlas, choice, leaves);
  const numbers = ownNumbers(shown, own);
  const map = {
    shown,
    label: OWN[lang].mapLabel(formatNumber(leaves.length, 0, lang)),
    painted: numbered(named, numbers),
    groups,
    chosen: null,
    lettered: Object.fromEntries(leaves.map((leaf) => [leaf, ""])),
  };
  return (
    <div ref={box} class={encircling.isOn ? "district-map own-map drawing" : "district-map own-map"}>
      <OwnTools shown={shown} add={add} {...encircling} />
      <DistrictFigure
        shown={shown}
        title={zoneName(shown) ?? (leaves.length === 0 ? OWN[lang].mapTitle : ownName(shown))}
        awayTitle={mapAwayTitle(shown, own)}
        subtitle={leaves.length === 0 ? OWN[lang].intro : leafNames(shown)}
        awaySubtitle={numberedText(shown, numbers)}
        name={fileName("own-map", shown, { places: leaves.length === 0 ? [choice.area] : [ownAwayName(shown)] })}
        height={340}
        table={{ columns: [words.map.place], rows: leaves.map((leaf) => [atlas.tree.get(leaf)?.name ?? leaf]) }}
        rows={() => mapFile(shown, own, painted)}
        tableElsewhere
        ofMap
        picture={
          leaves.length === 0 ? undefined : (width) => <PartsMap {...map} id="own-picture" width={width} framed={leaves} />
        }
        draw={(width) => (
          <ZoomedMap
            key={choice.area}
            lang={lang}
            width={width}
            parts={painted.length}
            fixed={areTiles(atlas)}
            figures={withFigure(painted)}
            focus={leaves}
            framed
            tall
          >
            {(room, tallest, sight) => (
              <PartsMap {...map} id="own-map" width={room} tallest={tallest} pointed={shown.marked} sight={sight} />
            )}
          </ZoomedMap>
        )}
      >
        {numbers.size > 0 ? <p class="note">1, 2… {ownRanks(shown)}</p> : null}
        <p class="tap-line no-print" aria-hidden="true">
          {shown.marked === null ? <span>{said}</span> : placeText(shown, shown.marked)}
        </p>
        <PartsLegend shown={shown} painted={painted} />
      </DistrictFigure>
    </div>
  );
}

/** Leaves to tick under their parents' names, used where there are no outlines, because squares would say less. */
function OwnList({ shown, leaves, onTap }: LeavesProps) {
  const { atlas, choice, lang } = shown;
  const groups = new Map<string, Area[]>();
  for (const area of areasWithin(atlas.tree, choice.area, atlas.leaf)) {
    groups.set(area.parent ?? "", [...(groups.get(area.parent ?? "") ?? []), area]);
  }
  return (
    <section class="own-list">
      <h2>{OWN[lang].listTitle}</h2>
      <div class="own-groups">
        {[...groups].map(([parent, areas]) => (
          <fieldset key={parent}>
            <legend>
              <label class="tick">
                <input
                  type="checkbox"
                  checked={areas.every(({ code }) => leaves.includes(code))}
                  onChange={() => onTap(parent)}
                />
                {atlas.tree.get(parent)?.name ?? ""}
              </label>
            </legend>
            {areas.map((area) => {
              const figure = figureAt(atlas, choice, area.code);
              return (
                <label key={area.code} class="tick">
                  <input type="checkbox" checked={leaves.includes(area.code)} onChange={() => onTap(area.code)} />
                  <span>
                    {nameWithin(area.name, atlas.tree.get(parent)?.name ?? "")}{" "}
                    <span class="note">{figure ? listedText(shown, area.code, figure) : absentText(shown, area.code)}</span>
                  </span>
                </label>
              );
            })}
          </fieldset>
        ))}
      </div>
    </section>
  );
}

/** Most leaves that are listed at once: more would push their sum far down. */
const MOST_CHIPS = 8;

/** The leaves in the sum and those left out, by name. */
function Inside({ shown, own, onTap }: { shown: DistrictState; own: OwnArea; onTap: (code: string) => void }) {
  const { atlas, lang } = shown;
  const numbers = ownNumbers(shown, own);
  const inOrder = [...new Set([...numbers.keys(), ...own.published, ...own.leaves])];
  const chips = (
    <ul class="picked no-print" aria-label={OWN[lang].listed}>
      {inOrder.map((leaf) => {
        const name = atlas.tree.get(leaf)?.name ?? leaf;
        return (
          <li key={leaf}>
            <button type="button" class="quiet" aria-label={OWN[lang].remove(name)} onClick={() => onTap(leaf)}>
              {areTiles(atlas) ? name : [numbers.get(leaf), name].filter(Boolean).join("\u00a0 ")}
              <span aria-hidden="true"> ×</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
  return (
    <>
      <OwnNotes shown={shown} own={own} />
      {own.leaves.length > MOST_CHIPS ? (
        <details class="no-print">
          <summary>{OWN[lang].listedMany(formatNumber(own.leaves.length, 0, shown.lang))}</summary>
          {chips}
        </details>
      ) : own.leaves.length > 0 ? (
        chips
      ) : null}
    </>
  );
}

/** Tells whether a place is several leaves, which one tap adds or removes together. */
const isGroup = ({ tree, leaf }: Atlas, { code }: Area): boolean => {
  const children = tree.children(code);
  return children.length > 1 && children.every(({ level }) => level === leaf);
};

/** Most places offered. */
const MOST_NEAR = 60;

/** Leaves and their groups as options of a list, each with its figure: published ones first, and groups before leaves. */
function options(shown: DistrictState, areas: readonly Area[]): WordOption[] {
  const { atlas, choice, lang } = shown;
  const listed = [...new Set(areas)].flatMap((area) => {
    const figure = figureAt(atlas, choice, area.code);
    return area.level === atlas.leaf || isGroup(atlas, area) ? [{ area, figure, isLeaf: area.level === atlas.leaf }] : [];
  });
  const order = ({ figure, isLeaf }: (typeof listed)[number]): number => (figure === null ? 2 : 0) + (isLeaf ? 1 : 0);
  const count = ({ code }: Area): string =>
    `${formatNumber(atlas.tree.children(code).length, 0, lang)}\u00a0${levelMany(atlas, atlas.leaf, lang)}`;
  return listed
    .sort((a, b) => order(a) - order(b))
    .slice(0, MOST_NEAR)
    .map(({ area, figure, isLeaf }) => ({
      value: area.code,
      label: area.name,
      detail: isLeaf ? placeDetail(shown, area) : count(area),
      figure: figure ? listedText(shown, area.code, figure) : absentText(shown, area.code),
      absent: figure === null,
    }));
}

/** Places that match a search: by their own name, or as parts of a wider place with that name. */
function placesFound(shown: DistrictState, typed: string): Area[] {
  const { tree, leaf, levels } = shown.atlas;
  const order = searchOrder(shown);
  const places = searchPlaces(tree, levels, typed, { order });
  const leavesByName = searchPlaces(tree, levels, typed, { order, keep: ({ level }) => level === leaf });
  return [...leavesByName, ...places.flatMap((area) => [area, ...areasWithin(tree, area.code, leaf)])];
}

/** Adds a leaf or a group of them by its name, for those who do not tap on maps. */
function AddPlace({ shown, leaves, onTap }: LeavesProps) {
  const { atlas, choice, lang, words } = shown;
  const { areas, lineage } = atlas.tree;
  const isChosen = ({ code }: Area): boolean => leavesUnder(atlas, code).every((leaf) => leaves.includes(leaf));
  return (
    <p class="own-add no-print">
      <SentenceWord
        lang={lang}
        id="word-add"
        label={words.words.find}
        text={words.words.find}
        chosen={areas.filter(isChosen).map(({ code }) => code)}
        options={() =>
          options(
            shown,
            areas.filter((area) => lineage(area.code).some(({ code }) => code === choice.area)),
          )
        }
        search={{
          label: searchLabel(shown),
          help: (typed) => searchHelp(shown, typed),
          note: searchNote(shown),
          find: (typed) => options(shown, placesFound(shown, typed)),
        }}
        onChoose={([code]) => {
          if (code !== undefined) onTap(code);
        }}
      />
    </p>
  );
}

/** Buttons to print an own area that has a figure, and to start again. */
function OwnActions({ shown, printable }: { shown: DistrictState; printable: boolean }) {
  const { lang, go } = shown;
  return (
    <div class="card-actions no-print">
      {printable ? <PrintButton shown={shown}>{OWN[lang].print}</PrintButton> : null}
      <button
        type="button"
        class="quiet"
        onClick={() => {
          namedByVisitor.value = "";
          go({ pick: null, zone: null, view: "own" });
        }}
      >
        {OWN[lang].clear}
      </button>
    </div>
  );
}

/** Most letters of a name, as fit in a title. */
const MOST_LETTERS = 40;

/** The name that a visitor gives to the area. It stays in memory: the address may be sent to others, and the name is the visitor's. */
function NameField({ shown: { lang, words } }: { shown: DistrictState }) {
  return (
    <label class="own-name no-print">
      {OWN[lang].name}{" "}
      <input
        type="text"
        maxLength={MOST_LETTERS}
        autocomplete="off"
        placeholder={words.own.mine}
        value={namedByVisitor.value}
        onInput={({ currentTarget }) => {
          namedByVisitor.value = currentTarget.value;
        }}
      />
    </label>
  );
}

/** In a period that never publishes leaves: says so, and leads to the newest that does, with what was picked. */
function NoLeavesThen({ shown, instead }: { shown: DistrictState; instead: string }) {
  const { atlas, lang, words, go } = shown;
  return (
    <section class="card nothing-here">
      <h2>{notDueText(shown, atlas.leaf)}</h2>
      <button type="button" class="quiet" onClick={() => go({ period: instead, view: "own" })}>
        {words.map.longer(formatPeriod(instead, lang))}
      </button>
    </section>
  );
}

/** The view of an own area: leaves picked on the map or by name, or a zone of the territory. */
export function OwnView({ shown }: { shown: DistrictState }) {
  const { atlas, choice, lang, go } = shown;
  const leaves = leavesOf(shown);
  // The map always shows leaves, so that they can be tapped, whatever level the sentence has.
  const leafChoice = useMemo(() => ({ ...choice, level: atlas.leaf }), [choice, atlas.leaf]);
  const leafShown: DistrictState = { ...shown, choice: leafChoice };
  const anyLeaf = leaves[0] ?? atlas.tree.areas.find(({ level }) => level === atlas.leaf)?.code ?? "";
  const instead = publishedInstead(atlas, choice, anyLeaf);
  if (instead !== null) return <NoLeavesThen shown={shown} instead={instead} />;
  const own = ownArea(atlas, choice, leaves);
  const pick = (picks: readonly string[]): void => go({ pick: picks.join(",") || null, zone: null, view: "own" });
  const tap = (code: string): void => {
    const inside = leavesUnder(atlas, code);
    const others = leaves.filter((leaf) => !inside.includes(leaf));
    // A group of which some leaves were chosen already is completed.
    pick(others.length + inside.length === leaves.length ? others : [...new Set([...leaves, ...inside])]);
  };
  const add = <AddPlace shown={shown} leaves={leaves} onTap={tap} />;
  return (
    <div class={areTiles(atlas) ? "map-and-ranking own listed" : "map-and-ranking own"}>
      <div class="map-side">
        {areTiles(atlas) ? (
          <>
            {add}
            <OwnList shown={leafShown} leaves={leaves} onTap={tap} />
          </>
        ) : (
          <OwnMap
            shown={leafShown}
            leaves={leaves}
            onTap={tap}
            onAreas={(codes) => pick([...new Set([...leaves, ...codes])])}
            said={leaves.length === 0 ? "" : own.figure ? ownTitle(shown, own.figure) : whyNoSum(shown, own)}
            add={add}
          />
        )}
      </div>
      <section class="card own-card" aria-live="polite">
        {leaves.length === 0 && areTiles(atlas) ? <p class="no-print">{OWN[lang].intro}</p> : null}
        {own.figure ? (
          <OwnFigure shown={shown} own={own} numbered={!areTiles(atlas)} />
        ) : leaves.length === 0 ? null : (
          <p>{whyNoSum(shown, own)}</p>
        )}
        <Inside shown={shown} own={own} onTap={tap} />
        {own.figure && choice.zone === null ? <NameField shown={shown} /> : null}
        {leaves.length > 0 ? <OwnActions shown={shown} printable={own.figure !== null} /> : null}
      </section>
    </div>
  );
}

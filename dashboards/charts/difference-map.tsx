import { useMemo } from "preact/hooks";
import type { Surroundings } from "../../src/territory/index.ts";
import type { Shape } from "./geometry.ts";
import { LetterDisc } from "./letter-disc.tsx";
import {
  type AreaCluster,
  aboveName,
  laidSurroundings,
  type MapGround,
  type MapInput,
  type MapLayout,
  mapGround,
  mapLayout,
  NAME_LINE,
  withinAreas,
} from "./map-layout.ts";
import {
  boxOf,
  boxOfMark,
  boxWithin,
  END,
  isCut,
  isInside,
  type NamableArea,
  type NamesOnMap,
  namesOver,
  PICKED,
  TOLD,
  underCards,
} from "./map-names.ts";
import {
  Areas,
  AroundAreas,
  AroundNames,
  type DrawnArea,
  drawnAreas,
  fillOf,
  Ground,
  isTold,
  leftOf,
  Mark,
  NameLines,
  type NameProps,
  type PaintedArea,
  Parent,
  RING,
  RingOf,
  Selected,
  SIGNS,
} from "./map-parts.tsx";
import { type ChartFrame, Dotted, Drawing, Hatch, linesWithin, px, SMALL, shortened, TIGHT, textWidth } from "./parts.tsx";
import { type Box, touch } from "./place-labels.ts";
import { boxOfSubject, type SubjectName, subjectNames } from "./subject-name.ts";

export interface DifferenceMapProps extends ChartFrame {
  readonly areas: readonly PaintedArea[];
  /** outlines of any areas; those listed in `areas` are painted */
  readonly shapes: readonly Shape[];
  /** code of the area that the others are compared with; it is outlined */
  readonly parent: string;
  /** areas around the parent, named where there is room */
  readonly neighbours: readonly { readonly code: string; readonly name: string }[];
  readonly chosen: string | null;
  /** code of the area pointed at, outlined more lightly than the chosen one; absent or null: none */
  readonly pointed?: string | null;
  readonly tallest?: number;
  /** takes the greatest height allowed, whatever the areas */
  readonly fixed?: boolean;
  /** px that the map must fill when it is embedded in another site's frame */
  readonly height?: number;
  /** without ground: the areas are squares in an order, and lie nowhere */
  readonly bare?: boolean;
  /** water, parks and the like; absent or null where the territory has none */
  readonly surroundings?: Surroundings | null;
  /** letters of the areas that stand out, by code; areas with an empty letter are outlined together as one place */
  readonly lettered?: Readonly<Record<string, string>>;
  /** areas around several of these, outlined and named over them; absent: none */
  readonly groups?: MapInput["groups"];
  /** squares grouped under a name */
  readonly clusters?: readonly AreaCluster[];
  /** codes of the areas that the map is framed on; absent: all */
  readonly framed?: readonly string[];
  /** what is seen of the map, and the corner of that which buttons cover, in px; absent: all, and none; null: known once it is drawn, and neither names nor marks come before */
  readonly sight?: { readonly seen: Box; readonly covered: Box } | null;
  /** how far it is drawn, where each part is a task; absent: wholly */
  readonly turn?: MapTurn;
}

/**
 * How far a map is drawn: not at all; where its areas lie is found, and their room is kept; where their marks stand; they are drawn, and where
 * their names stand is found once the sight is known; wholly.
 */
export type MapTurn = 1 | 2 | 3 | 4 | 5;

/**
 * Areas that form one place: only their common outline is drawn. Each is painted again over the inner half of the lines between
 * them.
 */
function Joined({ drawn, hatch }: { readonly drawn: readonly DrawnArea[]; readonly hatch: string }) {
  if (drawn.length === 0) return null;
  const outline = (paint: string, width: string) => (
    <g fill="none" stroke={paint} stroke-width={width} stroke-linejoin="round">
      {drawn.map(({ code, path }) => (
        <path key={code} d={path} />
      ))}
    </g>
  );
  return (
    <>
      {outline("var(--card)", "9")}
      {outline("var(--ink)", "6")}
      {drawn.map(({ area, path, speck }) => (
        <g key={area.code} fill="none">
          <path d={path} fill={fillOf(area, hatch)} stroke="var(--card)" stroke-width="0.800" stroke-linejoin="round" />
          <RingOf speck={speck} />
        </g>
      ))}
    </>
  );
}

/** A map of differences, laid out for its width. */
export function DifferenceMap(props: DifferenceMapProps) {
  const { areas, shapes, parent, neighbours, width, tallest = 560, fixed = false, bare = false, turn = 5 } = props;
  const { height, groups, clusters, framed } = props;
  // Figures arrive, and the map stays: only which areas it has and what they are called takes part in where they lie.
  const named = areas.map(({ code, name, inner, quiet }) => [code, name, inner, quiet].join("\n")).join("\n\n");
  const input = useMemo(
    (): MapInput => ({
      areas,
      shapes,
      parent,
      neighbours,
      width,
      tallest,
      fixed,
      bare,
      ...(height === undefined ? {} : { height }),
      ...(groups === undefined ? {} : { groups }),
      ...(clusters === undefined ? {} : { clusters }),
      ...(framed === undefined ? {} : { framed }),
    }),
    [named, shapes, parent, neighbours, width, tallest, fixed, bare, height, groups, clusters, framed],
  );
  const ground = useMemo(() => mapGround(input), [input]);
  const isLaid = turn > 2;
  const layout = useMemo(() => (isLaid ? mapLayout(input, ground) : null), [ground, isLaid]);
  if (layout === null || turn === 3) return <div class="map-wait" style={{ height: `${ground.frame.height}px` }} />;
  return <DrawnMap {...props} layout={layout} />;
}

/**
 * Areas beside their parent: blue and ▼ for less, ochre and ▲ for more, both only beyond the margins; pale where the difference cannot
 * be told, dotted where a margin is too wide, hatched where there are not enough homes. North is up, and the ground is darker than what cannot be told.
 * Long, for it says in one place what lies over what.
 */
function DrawnMap(props: DifferenceMapProps & { readonly layout: MapLayout }) {
  const { layout, width, id, areas, chosen, pointed = null, lettered = {}, bare = false, surroundings = null, turn = 5 } = props;
  const { frame } = layout;
  const ground = useMemo(() => (surroundings ? laidSurroundings(surroundings, frame) : []), [surroundings, frame]);
  const byCode = new Map(areas.map((area) => [area.code, area]));
  const hatch = `${id}-hatch`;
  const drawn = useMemo(() => drawnAreas(layout, areas), [layout, areas]);
  const { covered = null } = props.sight ?? {};
  const seen = seenWithin(wholeOf(layout), props.sight?.seen);
  // Areas with an empty letter form one place that the visitor put together.
  const joined = drawn.filter(({ code }) => lettered[code] === "");
  const selected = drawn.filter(({ code }) => lettered[code] || (code === chosen && lettered[code] === undefined));
  // Names of groups are louder than those of the areas in them.
  const isThin = layout.groups.length > 0;
  // Where they stand does not change with what is drawn below them.
  const hasNames = !bare && props.sight !== null;
  const picked = JSON.stringify([lettered, seen, covered]);
  const own = useMemo(
    () => (hasNames ? ownNames({ drawn, lettered, layout, width, seen, covered }) : null),
    [hasNames, drawn, picked],
  );
  const isNamed = props.sight === undefined || turn === 5;
  const over = useMemo(
    () => (own && isNamed ? namesBeside(own, { drawn, chosen, pointed, lettered, layout, seen }) : null),
    [own, isNamed, chosen, pointed],
  );
  const subjects = over?.subjects.map(boxOfSubject) ?? [];
  const isUnnamed = (code: string): boolean => over?.hidden.has(code) === true;
  const isPlaced = (code: string): boolean =>
    [...(over?.placed ?? []), ...(over?.subjects ?? [])].some((one) => one.code === code);
  const isAroundSeen = (box: Box): boolean => !isCut(box, seen) && !subjects.some((one) => touch(one, box));
  return (
    <Drawing {...props} height={layout.height} clipped>
      <Hatch id={hatch} />
      {areas.some(({ against }) => against === "wide") ? <Dotted id={`${hatch}-wide`} /> : null}
      {bare ? null : <rect width={width} height={layout.height} rx="16" fill="var(--land)" />}
      <Ground surroundings={ground} />
      <AroundAreas layout={layout} />
      <Areas drawn={drawn} hatch={hatch} bare={bare} />
      <Parent layout={layout} />
      <g pointer-events="none">
        {layout.groups.map(({ name, path }) => (
          <path key={name} d={path} fill="none" stroke="var(--ink-2)" stroke-width="2" stroke-linejoin="round" />
        ))}
        <Joined drawn={joined} hatch={hatch} />
        {drawn
          .filter(({ code }) => code === pointed && code !== chosen && lettered[code] === undefined)
          .map(({ code, path }) => (
            <Pointed key={code} path={path} />
          ))}
        {selected.map((one) => (
          <Selected key={one.code} {...one} />
        ))}
        {drawn.map(({ area, mark }) =>
          mark && isNamed && props.sight !== null && !lettered[area.code] && !over?.unmarked.has(area.code) ? (
            <Mark
              key={area.code}
              area={area}
              {...mark}
              isThin={isThin}
              {...((isUnnamed(area.code) || mark.lines.length === 0) && !isPlaced(area.code)
                ? rankWithin(area, mark)
                : { lines: isUnnamed(area.code) ? [] : mark.lines })}
            />
          ) : null,
        )}
        {over?.placed.map(({ code, ...name }) => {
          const area = byCode.get(code);
          return area && <NameLines key={code} area={area} isThin={isThin} {...name} />;
        })}
        {over?.groups.map((at) => (
          <GroupName key={at.lines.join(" ")} {...at} />
        ))}
        {over?.subjects.map((name) => {
          const area = byCode.get(name.code);
          return area && <NameOfSubject key={name.code} area={area} {...name} />;
        })}
        <Letters drawn={drawn} lettered={lettered} />
        <AroundNames around={layout.around.filter(({ name, at }) => at && isAroundSeen(boxAround(name, at)))} />
        <ClusterNames clusters={layout.clusters} />
      </g>
    </Drawing>
  );
}

/** The number of an area in the list beside the map, where it has room for it beside its mark, else below it: many small areas are high and narrow. */
export function rankWithin(
  area: PaintedArea,
  { x, y, isInside }: Pick<NonNullable<DrawnArea["mark"]>, "x" | "y" | "isInside">,
): { readonly beside?: string | undefined; readonly lines: readonly string[] } {
  const { rank } = area;
  if (rank === undefined) return { lines: [] };
  const half = textWidth(rank, TIGHT, true) / 2;
  const holds = (from: number, to: number, top: number, bottom: number): boolean =>
    [from, to].every((at) => isInside(at, top) && isInside(at, bottom));
  const [left, right] = isTold(area) ? [x + leftOf(rank) - 5, x + 6 + half] : [x - half, x + half];
  if (holds(left, right, y - 4, y + 4)) return { beside: rank, lines: [] };
  const isStacked = isTold(area) && holds(x - 5, x + 5, y - 13, y - 5) && holds(x - half, x + half, y + 3, y + 12);
  return { lines: isStacked ? [rank] : [] };
}

const wholeOf = ({ frame: { width, height } }: MapLayout): Box => ({ left: 0, right: width, top: 0, bottom: height });

/** What is seen of a drawing, which is never more than all of it: on paper the sight is still that of a wider screen. */
function seenWithin(all: Box, seen: Box = all): Box {
  return {
    left: Math.max(all.left, seen.left),
    right: Math.min(all.right, seen.right),
    top: Math.max(all.top, seen.top),
    bottom: Math.min(all.bottom, seen.bottom),
  };
}

/** The outline of the area that the pointer is on. */
function Pointed({ path }: { readonly path: string }) {
  return <path d={path} fill="none" stroke="var(--ink)" stroke-width="1.600" stroke-dasharray="4 2" class="pointed" />;
}

/** The box of a neighbour's name. */
function boxAround(name: string, at: { readonly x: number; readonly y: number }): Box {
  const half = textWidth(name, TIGHT) / 2;
  return { left: at.x - half, right: at.x + half, top: at.y - 8, bottom: at.y + 8 };
}

type NamedGroup = NonNullable<MapLayout["groups"][number]["at"]>;

interface OwnNamesProps extends Pick<DifferenceMapProps, "width"> {
  readonly drawn: readonly DrawnArea[];
  readonly lettered: NonNullable<DifferenceMapProps["lettered"]>;
  readonly layout: MapLayout;
  /** the part of the map that is seen, and the corner that buttons cover; null: none does */
  readonly seen: Box;
  readonly covered: Box | null;
}

/** Most areas that are named off the map, with a line to each, because they are furthest from the whole. */
const MOST_LED = 6;
/** Most areas of one place whose numbers stand on cards over others, where their own are too small: more would cover the map. */
const MOST_ON_CARDS = 12;
/** Number of areas above which a map has no room for lines, and looking for it takes too long. */
const MANY_AREAS = 100;

/** The names of groups that are wholly seen, and touch nothing that keeps its place. */
function groupNames({ groups }: MapLayout, kept: readonly Box[], seen: Box): NamedGroup[] {
  return groups.flatMap(({ at }) => {
    const box = at && boxOf(at.lines, at.x, at.y);
    return box && isInside(box, seen) && !kept.some((one) => touch(one, box)) ? [at] : [];
  });
}

/** Where names stand in their areas and over those that are too small to hold theirs: of picked ones, the two ends, and a few large ones. No tap changes them. */
function ownNames({ drawn, lettered, layout, width, seen, covered }: OwnNamesProps) {
  const endOf = (against: "less" | "more"): string | undefined =>
    drawn
      .filter(({ area }) => area.against === against)
      .reduce<PaintedArea | null>((one, { area }) => (one && one.strength >= area.strength ? one : area), null)?.code;
  // Beside places that were picked, and names of groups, the two ends matter less, and their names would lie over those.
  const ends = Object.keys(lettered).length + layout.groups.length > 0 ? [] : [endOf("less"), endOf("more")];
  // The furthest from the whole first.
  const told = drawn.filter(({ area }) => isTold(area)).sort((a, b) => b.area.strength - a.area.strength);
  const ranks = new Map<string | undefined, number>(told.map(({ code, area }) => [code, TOLD + area.strength / 4]));
  for (const code of ends) ranks.set(code, END);
  // Before anything is told of any, all are named alike.
  const isBlank = drawn.every(({ area: { against } }) => against === "absent" || against === "wide");
  // Names of areas that form one place would pile up on it: none is wanted more than another's.
  for (const { code } of drawn) if (lettered[code] === "") ranks.set(code, 0);
  const areas = drawn.flatMap(({ area, mark }) => {
    const { code, name, against, numbered } = area;
    return mark === null
      ? []
      : [
          {
            ...mark,
            code,
            name,
            ...(numbered ? { isKept: numbered } : {}),
            ...(lettered[code] === "" ? { isJoined: true as const } : {}),
            isMarked: (isTold(area) && !numbered) || Boolean(lettered[code]),
            ...(isTold(area) && !numbered && !lettered[code] ? { sign: SIGNS[area.against] } : {}),
            ...(lettered[code] ? { badge: true as const, lines: [] } : {}),
            rank: lettered[code]
              ? PICKED
              : (ranks.get(code) ?? (!isBlank && (against === "absent" || against === "wide") ? -1 : 0)),
          },
        ];
  });
  const around = layout.around.flatMap(({ name, at }) => (at ? [boxAround(name, at)] : []));
  const badges = drawn.flatMap(({ code, speck }) => (lettered[code] ? (besideRing(speck()) ?? []) : []));
  const letters = badges.map(({ x, y }) => ({ left: x - LETTER, right: x + LETTER, top: y - LETTER, bottom: y + LETTER }));
  const specks = drawn.filter(
    ({ area: { against, quiet }, mark }) => !mark && !quiet && against !== "absent" && against !== "wide",
  );
  const names = namesOver(areas, [...around, ...letters], width, layout.height, badges, seen, covered, specks.length);
  // The names of neighbours make room for those of the areas that the map is about, and no name lies over a number of a list.
  const numbers = areas.flatMap((area) => (area.isKept && !names.hidden.has(area.code) ? (boxWithin(area) ?? []) : []));
  const placed = names.placed.filter(({ code }) => areas.some((area) => area.isKept && area.code === code));
  const taken = [...letters, ...(covered ? [covered] : []), ...numbers, ...placed.map(({ lines, x, y }) => boxOf(lines, x, y))];
  const led = drawn.length > MANY_AREAS ? 0 : MOST_LED;
  const far = ends.length === 0 ? [] : [...ends, ...told.slice(0, led).map(({ code }) => code)];
  return { areas, names, taken, far };
}

type OwnNames = ReturnType<typeof ownNames>;

/** All names: also those beside their areas with a line to them, and of groups. What stands gives way to a card. */
function namesBeside(
  { areas, names, taken, far }: OwnNames,
  { layout, ...props }: Omit<SubjectsProps, "far"> & Pick<OwnNamesProps, "layout">,
) {
  const { drawn, lettered, seen } = props;
  // The name of a place that is tapped comes last: no other changes with a tap.
  const subjects = subjectsOf({ ...props, far }, names, taken);
  const cards = subjects.filter(({ isCard }) => isCard).map(({ lines, x, y }) => boxOf(lines, x, y));
  // What tells something of an area, or is its number in a list, does not give way to the name of a group.
  const marks = areas.filter(({ isMarked, isKept }) => isMarked || isKept).flatMap(boxesOfMark);
  const groups = groupNames(layout, [...subjects.map(boxOfSubject), ...taken, ...marks], seen);
  cards.push(...groups.map(({ lines, x, y }) => boxOf(lines, x, y)));
  if (cards.length > 0) return { ...underCards(areas, names, cards), subjects, groups };
  const isLetter = ({ code }: { readonly code: string }): boolean => Boolean(lettered[code]);
  const isNamed = ({ code }: DrawnArea): boolean => [...names.placed, ...subjects].some((one) => one.code === code);
  // Letters stand for names: where not all have room, none of them has one, for it would seem to be that of the other.
  if (drawn.filter(isLetter).every(isNamed)) return { ...names, subjects, groups };
  return {
    ...names,
    placed: names.placed.filter((one) => !isLetter(one)),
    subjects: subjects.filter((one) => !isLetter(one)),
    groups,
  };
}

/** The areas of a map with their marks, whatever is tapped. */
export interface LaidMap {
  readonly layout: MapLayout;
  readonly drawn: readonly DrawnArea[];
}

interface LaidGround {
  readonly input: MapInput;
  readonly ground: MapGround;
}

/** Where the areas of a map lie. */
export const groundOf = ({ areas, shapes, parent, neighbours, width, tallest = 560 }: DifferenceMapProps): LaidGround => {
  const input = { areas, shapes, parent, neighbours, width, tallest };
  return { input, ground: mapGround(input) };
};

export function laidMap({ input, ground }: LaidGround, areas: readonly PaintedArea[]): LaidMap {
  const layout = mapLayout(input, ground);
  return { layout, drawn: drawnAreas(layout, areas) };
}

/** The names in the areas of a map and over them, all of which is seen. */
export const ownNamesOf = ({ layout, drawn }: LaidMap): OwnNames =>
  ownNames({ drawn, layout, width: layout.frame.width, seen: wholeOf(layout), lettered: {}, covered: null });

/** The areas of a map whose names have no room, whatever is tapped. */
export function unnamedAreas({ layout, drawn }: LaidMap, own: OwnNames): readonly PaintedArea[] {
  const seen = wholeOf(layout);
  const { placed, subjects, hidden } = namesBeside(own, { drawn, layout, seen, lettered: {}, chosen: null, pointed: null });
  const named = new Set([...placed, ...subjects].map(({ code }) => code));
  return drawn.flatMap(({ code, area, mark }) =>
    area.quiet || named.has(code) || (mark && mark.lines.length > 0 && !hidden.has(code)) ? [] : area,
  );
}

/** Where an area's mark stands alone, and above its name. */
function boxesOfMark(area: NamableArea): Box[] {
  const alone = boxOfMark(area);
  const up = aboveName(area.lines);
  return [alone, { ...alone, top: alone.top - up, bottom: alone.bottom - up }];
}

/** Middle and reach of an area's mark, letter or ring. */
function markedAt({ area, mark, speck }: DrawnArea, isLettered: boolean) {
  if (mark) return { ...mark, reach: isLettered ? RING : isTold(area) && !area.numbered ? 8 : 0 };
  const at = speck();
  return at && { ...at, reach: RING + 1 };
}

interface SubjectsProps extends Pick<OwnNamesProps, "drawn" | "lettered" | "seen">, Pick<DifferenceMapProps, "chosen"> {
  /** code of the area that the pointer is on; null: none */
  readonly pointed: string | null;
  /** codes of the areas that stand out most */
  readonly far: readonly (string | undefined)[];
}

/** The names of the areas that the map is about, of those that a list numbers or that stand out most, then of a tapped one, where they have none yet. */
function subjectsOf(
  { drawn, chosen, pointed, far, lettered, seen }: SubjectsProps,
  { placed, hidden, standing }: NamesOnMap,
  taken: readonly Box[],
): SubjectName[] {
  const hasName = ({ area: { code }, mark }: DrawnArea): boolean =>
    placed.some((one) => one.code === code) || (!lettered[code] && !hidden.has(code) && (mark?.lines.length ?? 0) > 0);
  const picked = drawn.filter(({ code }) => lettered[code]);
  const joined = drawn.filter(({ area: { code, numbered } }) => numbered && lettered[code] === "").map(({ code }) => code);
  const numbered = drawn.filter(({ code, area }) => area.numbered && !lettered[code]);
  const furthest = [...new Set(far)].flatMap(
    (code) => drawn.find((one) => one.code === code && lettered[code] === undefined) ?? [],
  );
  const subjectsAmong = (some: readonly DrawnArea[], isTapped = false) =>
    some.flatMap((one) => {
      const at = one.area.name === "" || hasName(one) ? null : markedAt(one, Boolean(lettered[one.code]));
      const isSeen = at && at.x > seen.left && at.x < seen.right && at.y > seen.top && at.y < seen.bottom;
      return isSeen
        ? [
            {
              ...at,
              code: one.code,
              name: one.area.name,
              always: isTapped || (joined.length <= MOST_ON_CARDS && joined.includes(one.code)),
            },
          ]
        : [];
    });
  const isIn = (some: readonly DrawnArea[]) => withinAreas(some.flatMap(({ mark }) => mark ?? []));
  const told = drawn.filter(({ area: { against } }) => against !== "absent" && against !== "wide");
  const ground = { taken, standing, sight: seen, isInArea: isIn(drawn), isInTold: isIn(told) };
  const others = furthest.filter(({ area }) => !area.numbered);
  const names = subjectNames(subjectsAmong([...picked, ...numbered]), ground, subjectsAmong(others));
  const tapped = drawn.filter(
    ({ code }) =>
      (code === pointed || code === chosen) && lettered[code] === undefined && names.every((name) => name.code !== code),
  );
  return [...names, ...subjectNames(subjectsAmong(tapped, true), { ...ground, taken: [...taken, ...names.map(boxOfSubject)] })];
}

/** The name of an area around several, over them. */
function GroupName({ lines, x, y }: NamedGroup) {
  return lines.map((line, i) => (
    <text
      key={line}
      x={px(x)}
      y={px(y + i * NAME_LINE)}
      text-anchor="middle"
      font-size={TIGHT}
      font-weight="700"
      stroke="var(--card)"
      stroke-width="4"
      paint-order="stroke"
    >
      {line}
    </text>
  ));
}

/** The name of an area that the map is about: within it, or beside it with a line to it. */
function NameOfSubject({ code, lines, x, y, leader, isCard, area }: SubjectName & Pick<NameProps, "area">) {
  if (!leader) return <NameLines area={area} lines={lines} x={x} y={y} />;
  const line = `M${px(leader.from.x)} ${px(leader.from.y)}L${px(leader.to.x)} ${px(leader.to.y)}`;
  const { left, right, top, bottom } = boxOf(lines, x, y);
  return (
    <g font-size={TIGHT} font-weight="700" data-of={code} pointer-events="auto">
      <path d={line} stroke="var(--land)" stroke-width="3" />
      <path d={line} stroke="var(--ink)" stroke-width="1.200" />
      {isCard ? (
        <rect
          x={px(left)}
          y={px(top - 2)}
          width={px(right - left)}
          height={px(bottom - top + 2)}
          rx="4"
          fill="var(--card)"
          stroke="var(--ink)"
        />
      ) : null}
      {lines.map((text, i) => (
        <text
          key={text}
          x={px(x)}
          y={px(y + i * NAME_LINE)}
          text-anchor="middle"
          {...(isCard ? {} : { stroke: "var(--land)", "stroke-width": 4, "paint-order": "stroke" })}
        >
          {text}
        </text>
      ))}
    </g>
  );
}

/** Px below which a cluster has no room for its name. */
const LEAST_CLUSTER = 40;

/** Names above groups of squares, on one line or two, as there is room. */
function ClusterNames({ clusters }: Pick<MapLayout, "clusters">) {
  return (
    <>
      {clusters.map(({ name, left, top, room }) => {
        if (room < LEAST_CLUSTER) return null;
        const [first = "", ...rest] = linesWithin(name, room, TIGHT, true);
        const cut = (line: string): string => shortened(line, (room * SMALL) / TIGHT, true);
        const lines = rest.length === 0 ? [cut(first)] : [first, cut(rest.join(" "))];
        return lines.map((line, i) => (
          <text
            key={`${name}-${i}`}
            x={px(left)}
            y={px(top - 6 - (lines.length - 1 - i) * NAME_LINE)}
            font-size={TIGHT}
            font-weight="700"
          >
            {line}
          </text>
        ));
      })}
    </>
  );
}

/** Radius in px of a letter. */
const LETTER = 13;

/** The middle of a letter beside a ring. */
const besideRing = (at: { readonly x: number; readonly y: number } | null) => at && { x: at.x + RING, y: at.y - RING };

/** The letters of areas. Where an area is too small to see, its letter stands beside its ring. */
function Letters({ drawn, lettered }: { drawn: readonly DrawnArea[]; lettered: Readonly<Record<string, string>> }) {
  const letters = drawn.flatMap(({ code, mark, speck }) => {
    const at = lettered[code] ? (mark ?? besideRing(speck())) : null;
    return at ? [{ code, text: lettered[code] ?? "", x: at.x, y: at.y }] : [];
  });
  return apart(letters).map(({ code, text, x, y }) => <LetterDisc key={code} letter={text} x={x} y={y} r={LETTER} />);
}

/** Two letters beside each other where one would lie on the other, as of an area and one within it. */
function apart<L extends { readonly x: number; readonly y: number }>(letters: readonly L[]): readonly L[] {
  const [one, other] = letters;
  if (!one || !other) return letters;
  const missing = 2 * LETTER + 2 - Math.hypot(one.x - other.x, one.y - other.y);
  if (missing <= 0) return letters;
  const aside = one.x <= other.x ? missing / 2 : -missing / 2;
  return [
    { ...one, x: one.x - aside },
    { ...other, x: other.x + aside },
  ];
}

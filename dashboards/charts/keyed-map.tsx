import { useMemo } from "preact/hooks";
import { useTurns } from "../shared/in-turns.tsx";
import { DifferenceMap, type DifferenceMapProps, groundOf, laidMap, ownNamesOf, unnamedAreas } from "./difference-map.tsx";
import { numbered } from "./map-parts.tsx";

/** Most places that a list under the map names. */
const MOST_KEYED = 15;
/** Share of the areas from which, rather than some, all have letters. */
const MOST_MIXED = 1 / 3;

/** The letter of the area that is at a place in the list: a number would seem to be a rank, as it is on the map of Quartiers. */
const letterAt = (i: number): string => String.fromCharCode("a".charCodeAt(0) + i);

interface KeyedMapProps extends DifferenceMapProps {
  /** true on a page: where areas lie, their marks, their names in them and beside them, their drawing and that of the names are a task each, for all at once would hold a slow phone too long */
  readonly inTurns?: boolean;
}

/** A map whose areas have letters where their names have no room, and under it the names of these. Taps change neither. */
export function KeyedMap({ inTurns = false, ...props }: KeyedMapProps) {
  const { areas, shapes, width } = props;
  const turn = useTurns(6, inTurns);
  const [isLaid, isFound, isNamed, isWhole] = inTurns ? [turn > 1, turn > 2, turn > 3, turn > 5] : [true, true, true, true];
  const ground = useMemo(() => groundOf(props), [areas, shapes, width]);
  const laid = useMemo(() => (isLaid ? laidMap(ground, areas) : null), [ground, isLaid]);
  const named = useMemo(() => (laid && isFound ? ownNamesOf(laid) : null), [laid, isFound]);
  const keyed = useMemo(() => {
    const unnamed = laid && named && isNamed ? unnamedAreas(laid, named) : [];
    if (unnamed.length > MOST_KEYED) return [];
    return areas.length <= MOST_KEYED && unnamed.length > MOST_MIXED * areas.length ? areas : unnamed;
  }, [named, isNamed]);
  const letters = useMemo(() => new Map(keyed.map(({ code }, i) => [code, letterAt(i)])), [keyed]);
  const lettered = useMemo(() => numbered(areas, letters), [areas, letters]);
  if (inTurns && turn < 5) return <div class="map-wait" style={{ height: `${ground.ground.frame.height}px` }} />;
  return (
    <>
      <DifferenceMap {...props} areas={lettered} {...(isWhole ? {} : { sight: null })} />
      {keyed.length === 0 ? null : (
        <p class="note on-picture of-drawing">{keyed.map(({ name }, i) => `${letterAt(i)}\u00a0${name}`).join(", ")}</p>
      )}
    </>
  );
}

import { useMemo } from "preact/hooks";
import { DifferenceMap, type DifferenceMapProps, unnamedAreas } from "./difference-map.tsx";
import { numbered } from "./map-parts.tsx";

/** Most places that a list under the map names. */
const MOST_KEYED = 15;
/** Share of the areas from which, rather than some, all have letters. */
const MOST_MIXED = 1 / 3;

/** The letter of the area that is at a place in the list: a number would seem to be a rank, as it is on the map of Quartiers. */
const letterAt = (i: number): string => String.fromCharCode("a".charCodeAt(0) + i);

/** A map whose areas have letters where their names have no room, and under it the names of these. Taps change neither. */
export function KeyedMap(props: DifferenceMapProps) {
  const { areas, shapes, width } = props;
  const keyed = useMemo(() => {
    const unnamed = unnamedAreas(props);
    if (unnamed.length > MOST_KEYED) return [];
    return areas.length <= MOST_KEYED && unnamed.length > MOST_MIXED * areas.length ? areas : unnamed;
  }, [areas, shapes, width]);
  const letters = useMemo(() => new Map(keyed.map(({ code }, i) => [code, letterAt(i)])), [keyed]);
  return (
    <>
      <DifferenceMap {...props} areas={useMemo(() => numbered(areas, letters), [areas, letters])} />
      {keyed.length === 0 ? null : (
        <p class="note on-picture of-drawing">{keyed.map(({ name }, i) => `${letterAt(i)}\u00a0${name}`).join(", ")}</p>
      )}
    </>
  );
}

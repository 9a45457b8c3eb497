import { useMemo } from "preact/hooks";
import { DifferenceMap, type DifferenceMapProps, unnamedAreas } from "./difference-map.tsx";
import { numbered } from "./map-parts.tsx";

/** Most areas that a list under the map names. */
const MOST_KEYED = 15;
/** Share of the areas from which, rather than some, all have numbers. */
const MOST_MIXED = 1 / 3;

/** A map whose areas have numbers where their names have no room, and under it the names of these. Taps change neither. */
export function KeyedMap(props: DifferenceMapProps) {
  const { areas, shapes, width } = props;
  const keyed = useMemo(() => {
    const unnamed = areas.length > MOST_KEYED ? [] : unnamedAreas(props);
    return unnamed.length > MOST_MIXED * areas.length ? areas : unnamed;
  }, [areas, shapes, width]);
  const numbers = useMemo(() => new Map(keyed.map(({ code }, i) => [code, String(i + 1)])), [keyed]);
  return (
    <>
      <DifferenceMap {...props} areas={useMemo(() => numbered(areas, numbers), [areas, numbers])} />
      {keyed.length === 0 ? null : (
        <p class="note on-picture of-drawing">{keyed.map(({ name }, i) => `${i + 1}\u00a0${name}`).join(", ")}</p>
      )}
    </>
  );
}

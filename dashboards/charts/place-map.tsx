import { useMemo } from "preact/hooks";
import type { DifferenceMapProps } from "./difference-map.tsx";
import { laidSurroundings, mapLayout } from "./map-layout.ts";
import { Areas, AroundAreas, AroundNames, drawnAreas, Ground, Parent, Selected } from "./map-parts.tsx";
import { Dotted, Drawing, Hatch } from "./parts.tsx";

type PlaceMapProps = Pick<
  DifferenceMapProps,
  "id" | "width" | "label" | "areas" | "shapes" | "parent" | "neighbours" | "surroundings" | "chosen"
> & { readonly tallest: number };

/** A small map of where the chosen area is. It has no names but those around it, and none of the program that finds them room. */
export function PlaceMap(props: PlaceMapProps) {
  const { width, id, areas, shapes, parent, neighbours, surroundings = null, chosen, tallest } = props;
  const layout = useMemo(
    () => mapLayout({ areas, shapes, parent, neighbours, width, tallest, fixed: true }),
    [areas, shapes, parent, neighbours, width, tallest],
  );
  const drawn = drawnAreas(layout, areas);
  return (
    <Drawing {...props} height={layout.height} clipped>
      <Hatch id={`${id}-hatch`} />
      <Dotted id={`${id}-hatch-wide`} />
      <rect width={width} height={layout.height} rx="16" fill="var(--land)" />
      <Ground surroundings={surroundings ? laidSurroundings(surroundings, layout.frame) : []} />
      <AroundAreas layout={layout} />
      <Areas drawn={drawn} hatch={`${id}-hatch`} bare={false} />
      <Parent layout={layout} />
      {drawn.map((one) => one.code === chosen && <Selected key={one.code} {...one} />)}
      <AroundNames around={layout.around} />
    </Drawing>
  );
}

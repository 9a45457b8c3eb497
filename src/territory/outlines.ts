import { errorMessage } from "../contract/error-message.ts";
import type { FeatureCollection } from "./territory.ts";

/** An outline that other programs may refuse or misdraw. */
interface InvalidOutline {
  readonly code: string;
  /** as JTS and GEOS name it, with the place in degrees where there is one */
  readonly reason: string;
}

/**
 * Outlines that GEOS calls invalid: rings that cross or touch themselves, holes outside, nested shells, rings that are not closed.
 * Found by JSTS, a port of JTS, as GEOS is. It is loaded here only, for it is large.
 */
export async function invalidOutlines({ features }: FeatureCollection): Promise<InvalidOutline[]> {
  const [{ default: GeometryFactory }, { default: GeoJSONReader }, { default: IsValidOp }] = await Promise.all([
    import("jsts/org/locationtech/jts/geom/GeometryFactory.js"),
    import("jsts/org/locationtech/jts/io/GeoJSONReader.js"),
    import("jsts/org/locationtech/jts/operation/valid/IsValidOp.js"),
  ]);
  const reader = new GeoJSONReader(new GeometryFactory());
  return features.flatMap(({ properties: { code }, geometry }) => {
    const reason = faultOf(() => new IsValidOp(reader.read(geometry)).getValidationError());
    return reason === null ? [] : [{ code, reason }];
  });
}

interface ValidationError {
  getMessage(): string;
  getCoordinate(): { readonly x: number; readonly y: number } | null;
}

function faultOf(check: () => ValidationError | null): string | null {
  try {
    const error = check();
    if (error === null) return null;
    const at = error.getCoordinate();
    return at === null ? error.getMessage() : `${error.getMessage()} at ${at.x.toFixed(5)} ${at.y.toFixed(5)}`;
  } catch (error) {
    // No geometry can be made of it at all, such as of a ring that is not closed.
    return errorMessage(error);
  }
}

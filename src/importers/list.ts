import { enedisCurve } from "./enedis-curve.ts";
import { enedisIndex } from "./enedis-index.ts";
import { enedisMaximum } from "./enedis-maximum.ts";
import type { AnyImporter } from "./importer.ts";

/**
 * Every variant that is read. The order is which one is believed where two parts of an archive give the same month:
 * counters before curves, which are rounded; days before months, of which the edges are not known.
 */
export const IMPORTERS: readonly AnyImporter[] = [enedisIndex, enedisCurve, enedisMaximum];

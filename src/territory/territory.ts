import type { z } from "zod";
import type {
  areaSchema,
  climateSchema,
  compositionSchema,
  contextSchema,
  referenceSchema,
  shapesSchema,
  territoryInputSchema,
  zoneSchema,
} from "./schema.ts";

/** A public area: a node of the territory's tree. The root's `parent` is null. */
export type Area = z.infer<typeof areaSchema>;

/** A public average of somebody else's, drawn apart and never mixed with ours; per month, in `unit`. */
export type Reference = z.infer<typeof referenceSchema>;

/** GeoJSON (RFC 7946), degrees of WGS 84: one (multi)polygon an area, with the properties `code` and `level`. */
export type FeatureCollection = z.infer<typeof shapesSchema>;

/** GeoJSON of the surroundings that maps show: water, parks, neighbours. */
export type Surroundings = z.infer<typeof contextSchema>;

/** What a territory may bring beside its tree; each is null where it does not. Rows are sorted, whatever the input's order. */
export interface TerritoryExtras {
  /** named areas of one's own, a row a leaf */
  readonly zones: readonly z.infer<typeof zoneSchema>[] | null;
  /** households by type, of a census */
  readonly composition: readonly z.infer<typeof compositionSchema>[] | null;
  /** heating degree days by month */
  readonly climate: readonly z.infer<typeof climateSchema>[] | null;
  /** wound as RFC 7946 asks */
  readonly context: Surroundings | null;
}

type TerritoryFields = z.input<typeof territoryInputSchema>;
/** What a territory folder holds, as one object. The names are written out for callers' editors, as those of `SettingsInput` are. */
export interface TerritoryInput {
  /** A short code of the territory. */
  id: TerritoryFields["id"];
  /** Its name, in French and English. */
  name: TerritoryFields["name"];
  /** Codes of its levels, from the whole to the leaf. */
  levels: TerritoryFields["levels"];
  /** What people call each level, in the singular; one that is left out is named after its code. */
  level_names?: TerritoryFields["level_names"];
  /** Every area: code, level, parent, name, number of dwellings, and postcodes if you like. */
  areas: TerritoryFields["areas"];
  /** GeoJSON of the areas in WGS 84, one feature an area with the properties `code` and `level`. */
  shapes?: TerritoryFields["shapes"];
  /** Public averages of others, drawn apart from the commons' own figures. */
  references?: TerritoryFields["references"];
  /** Named areas of one's own, a row a leaf. */
  zones?: TerritoryFields["zones"];
  /** Households of each type in an area, by a census. */
  composition?: TerritoryFields["composition"];
  /** Heating degree days (base 18 °C) of each month. */
  climate?: TerritoryFields["climate"];
  /** GeoJSON of surroundings in WGS 84, with the properties `kind` and, if you like, `name` and `source`. */
  context?: TerritoryFields["context"];
  /** Degrees of WGS 84, west, south, east, north: shapes outside it are refused. */
  bbox?: TerritoryFields["bbox"];
}
export type Geometry = FeatureCollection["features"][number]["geometry"];
export type ContextGeometry = Surroundings["features"][number]["geometry"];

/** Degrees: west, south, east, north (RFC 7946, 5). Where west is more than east, the box crosses the antimeridian. */
export type Box = readonly [west: number, south: number, east: number, north: number];

/** A checked tree of areas, from the whole to the leaves. */
export interface Territory extends TerritoryExtras {
  /** a short code of the territory */
  readonly id: string;
  /** its name, in French and English */
  readonly name: { readonly fr: string; readonly en: string };
  /** from the whole to the leaf */
  readonly levels: readonly string[];
  /** what people call each level, in the singular */
  readonly levelNames: Readonly<Record<string, { readonly fr: string; readonly en: string }>>;
  /** by level, then by code */
  readonly areas: readonly Area[];
  /** the whole territory */
  readonly root: Area;
  /** areas of the last level */
  readonly leaves: readonly Area[];
  /** the area of that code */
  get(code: string): Area | undefined;
  /** by code; none for a leaf or an unknown code */
  children(code: string): readonly Area[];
  /** the area itself, its parent, … the root; none for an unknown code */
  lineage(code: string): readonly Area[];
  /** box in which the outlines had to lie */
  readonly bbox: Box | null;
  /** wound as RFC 7946 asks, however they came */
  readonly shapes: FeatureCollection | null;
  /** public averages of others */
  readonly references: readonly Reference[];
  /** dwellings of the whole, the public number behind δ */
  readonly dwellings: number;
  /** what it was built from, so that it can be built again elsewhere */
  readonly input: TerritoryInput;
}

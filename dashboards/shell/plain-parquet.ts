import type { Plugin } from "vite";

const MODULE = "\0plain-parquet";

/** Parts of the Parquet reader that only nested columns, geometry, page indexes, newer encodings and another compression need. */
const PARTS = /^\.\/(wkb|geoparquet|variant|snappy|delta|indexes)\.js$/;

/**
 * Leaves out of the pages what no file of a release needs: their columns are plain or of a dictionary, and compressed with zstd. Any other file is refused as
 * damaged.
 */
export function plainParquet(): Plugin {
  return {
    name: "plain-parquet",
    apply: "build",
    enforce: "pre",
    resolveId: (id, importer) => (PARTS.test(id) && importer?.includes("/hyparquet/src/") ? MODULE : null),
    load: (id) =>
      id === MODULE
        ? `const refuse = () => { throw new Error("no file of a release has this"); };
           export const markGeoColumns = () => undefined;
           export { refuse as wkbToGeojson, refuse as decodeVariantColumn, refuse as snappyUncompress, refuse as readOffsetIndex, refuse as readColumnIndex };
           export { refuse as deltaBinaryUnpack, refuse as deltaByteArray, refuse as deltaLengthByteArray };`
        : null,
  };
}

import { fileURLToPath } from "node:url";

/** The sample commons' territory folder; the same from the sources and from the build. */
export const SAMPLE_TERRITORY = fileURLToPath(new URL("../../../sample/territory/", import.meta.url));
/**
 * The demo's settings: like the sample's, with a calendar and shares by which ranks become visible. k and ε are those of every
 * pilot.
 */
export const DEMO_SETTINGS = fileURLToPath(new URL("../../../sample/demo.json", import.meta.url));
export const SAMPLE_SETTINGS = fileURLToPath(new URL("../../../sample/settings.json", import.meta.url));

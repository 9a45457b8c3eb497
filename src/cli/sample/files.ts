import { fileURLToPath } from "node:url";

/** The sample commons' territory folder and settings file, from the sources and from the build alike. */
export const SAMPLE_TERRITORY = fileURLToPath(new URL("../../../sample/territory/", import.meta.url));
/** The demo's: the same, but for a calendar and shares that leave ranks to be seen. k and ε are those of every pilot. */
export const DEMO_SETTINGS = fileURLToPath(new URL("../../../sample/demo.json", import.meta.url));
export const SAMPLE_SETTINGS = fileURLToPath(new URL("../../../sample/settings.json", import.meta.url));

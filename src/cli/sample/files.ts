import { fileURLToPath } from "node:url";

/** The sample commons' territory folder and settings file, from the sources and from the build alike. */
export const SAMPLE_TERRITORY = fileURLToPath(new URL("../../../sample/territory/", import.meta.url));
export const SAMPLE_SETTINGS = fileURLToPath(new URL("../../../sample/settings.json", import.meta.url));

import { fileURLToPath } from "node:url";

/** Folder of the built pages. `npm test` builds them first; before a single test file, run `npm run build`. */
export const WEB = fileURLToPath(new URL("../../dist/web", import.meta.url));

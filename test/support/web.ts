import { fileURLToPath } from "node:url";

/** The built pages: `npm test` builds them first, and single files need `npm run build` first. */
export const WEB = fileURLToPath(new URL("../../dist/web", import.meta.url));

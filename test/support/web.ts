import { fileURLToPath } from "node:url";

/** The built pages: `npm test` builds them first, and whoever runs one file while working runs `npm run build`. */
export const WEB = fileURLToPath(new URL("../../dist/web", import.meta.url));

// The public API and pages, over releases only. No import leads from here to the vault.

export { notFoundPage as absentPage } from "./absent-page.ts";
export { ROOT_SITE as AT_ROOT, type Site } from "./addresses.ts";
export { portalApp } from "./app.ts";
export type { HomesNeeded } from "./library.ts";
export { pagesDigest } from "./pages.ts";
export type { PortalOptions } from "./portal.ts";
export { type SiteFile, siteFiles } from "./static.ts";

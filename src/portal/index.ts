export { type PortalOptions, portalApp } from "./app.ts";

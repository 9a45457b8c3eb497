import { setTheme } from "./theme.ts";

/*
 * One figure for pages of others, of Quartiers or of Données: the program of the one that the address names comes, and no other. That of
 * Données is its page's own, so that both have their parts in the same files.
 */
const asked = new URLSearchParams(location.search);
setTheme(asked.get("theme"));
void (asked.get("figure") === "data" ? import("../explore/main.tsx") : import("./area-figure.tsx"));

import { setTheme } from "./theme.ts";

/* Entry of embedded figures. It loads only the program of the figure in the address. Figures of Données use the program of that page, so that both share their files. */
const params = new URLSearchParams(location.search);
setTheme(params.get("theme"));
void (params.get("figure") === "data" ? import("../explore/main.tsx") : import("./area-figure.tsx"));

import { DATA_FIGURE } from "../explore/addresses.ts";

/* One figure for pages of others, of Quartiers or of Données: the program of the one that the address names comes, and no other. */
const asked = new URLSearchParams(location.search).get("figure");
void (asked === DATA_FIGURE ? import("./data-figure.tsx") : import("./main.tsx"));

// What Accueil and Me situer show only while nothing is published.

export { BesideFigure } from "../compare/beside-figure.tsx";
export { Needed } from "./needed.tsx";

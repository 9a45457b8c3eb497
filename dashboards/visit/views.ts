// Accueil and Me situer: where the document was opened at Contribuer they come later.

export { CompareView } from "../compare/compare-view.tsx";
export { HOME_TURNS, HomeView } from "../home/home-view.tsx";

// Accueil and Me situer in one module, loaded later where the document was opened at Contribuer.

export { CompareView } from "../compare/compare-view.tsx";
export { HOME_TURNS, HomeView } from "../home/home-view.tsx";

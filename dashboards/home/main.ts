import { startDocument } from "../visit/document.tsx";
// The view is bundled with its program, instead of being fetched later.
import "./home-view.tsx";

/* Entry of the page Accueil. */
startDocument();

import { startDocument } from "../visit/document.tsx";
// The view is bundled with its program, instead of being fetched later.
import "./compare-view.tsx";

/* Entry of the page Me situer: the same document as Accueil, drawn at this view. */
startDocument();

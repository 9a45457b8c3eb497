import { startDocument } from "../visit/document.tsx";
// The parts and texts of this view are bundled with its program, instead of being fetched later.
import "./contribute-view.tsx";
import "./intake-facts.ts";

/* Entry of the page Contribuer: the same document as Accueil, drawn at this view. */
startDocument();

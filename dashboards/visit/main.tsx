import { startDocument } from "./document.tsx";
import * as views from "./views.ts";

/* Entry of the pages Accueil and Me situer, with their views in the first program. */
startDocument(views);

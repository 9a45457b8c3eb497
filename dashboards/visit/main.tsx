import { startDocument } from "./document.tsx";
import * as views from "./views.ts";

/* At Accueil and Me situer, which are drawn first. */
startDocument(views);

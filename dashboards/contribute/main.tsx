import { startDocument } from "../visit/document.tsx";
// What the document asks for by itself there comes with the program, its words too.
import "./contribute-view.tsx";
import "./intake-facts.ts";

/* At Contribuer, which is drawn first: the same document, with less to wait for. */
startDocument(null);

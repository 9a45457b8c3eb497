import { startDocument } from "../visit/document.tsx";

/* At Contribuer, which is drawn first: the same document, with less to wait for. */
startDocument(null);

import { withWords } from "../shared/i18n.ts";
import { useViews } from "../shared/use-views.ts";
import type { PublicCommons } from "./commons.ts";

/** Loads what is shown while nothing is published. */
export const loadUnpublished = () => withWords(import("./unpublished-parts.ts"));

/** What is shown while nothing is published, which the document has loaded before it draws; null: something is. */
export const useUnpublished = (commons: Pick<PublicCommons, "main"> | null) => useViews(commons?.main === null, loadUnpublished);

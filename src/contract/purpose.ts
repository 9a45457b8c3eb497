/**
 * The purpose that a consent must name for its household to be in publications. It is apart from the form of a donation, so that
 * a page does not load its schema.
 */
export const COMMONS_PURPOSE = "commons";

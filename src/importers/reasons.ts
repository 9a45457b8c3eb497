import reasons from "./reasons.json" with { type: "json" };

/**
 * Everything that a reader may say of a file, in both languages. The lists are closed, and no sentence quotes the file: what it
 * holds may be a name, an address or a meter's number.
 */
export const {
  /** why a line, a row or an item was not read */
  unread: UNREAD,
  /** what was left out on purpose */
  dropped: DROPPED,
  /** why a month was not kept */
  partial: PARTIAL,
  /** what identifies a home or a person; values are counted, never given out */
  identifiers: IDENTIFIERS,
} = reasons;

export type UnreadReason = keyof typeof UNREAD;
export type DroppedReason = keyof typeof DROPPED;
export type PartialReason = keyof typeof PARTIAL;
export type IdentifierKind = keyof typeof IDENTIFIERS;

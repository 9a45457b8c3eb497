import reasons from "./reasons.json" with { type: "json" };

/**
 * All sentences that a reader may use about a file, in both languages. The lists are closed, and no sentence quotes the file,
 * which may contain a name, an address or a meter's number.
 */
export const {
  /** why a line, a row or an item was not read */
  unread: UNREAD,
  /** why something was left out on purpose */
  dropped: DROPPED,
  /** why a month was not kept */
  partial: PARTIAL,
  /** kinds of identifiers of a home or person; their values are counted, never given out */
  identifiers: IDENTIFIERS,
} = reasons;

export type UnreadReason = keyof typeof UNREAD;
export type DroppedReason = keyof typeof DROPPED;
export type PartialReason = keyof typeof PARTIAL;
export type IdentifierKind = keyof typeof IDENTIFIERS;

/** A part of memory that requests share: each takes what it holds for long, and gives it back. */
export interface SharedBytes {
  /** Takes so many bytes. @returns false where they are not there; what is larger than the whole is taken alone */
  take(bytes: number): boolean;
  give(bytes: number): void;
}

export function sharedBytes(most: number): SharedBytes {
  let held = 0;
  return {
    take: (bytes) => {
      if (held > 0 && held + bytes > most) return false;
      held += bytes;
      return true;
    },
    give: (bytes) => {
      held -= bytes;
    },
  };
}

const TEXT = /^[A-Za-z0-9_-]*$/;

/** Base64url without padding (RFC 4648, section 5). */
export function toBase64url(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/**
 * The bytes of a text that `toBase64url` gives; null for any other, so that bytes have one text.
 */
export function fromBase64url(text: string): Uint8Array | null {
  if (!TEXT.test(text) || text.length % 4 === 1) return null;
  const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (char) => char.charCodeAt(0));
  return toBase64url(bytes) === text ? bytes : null;
}

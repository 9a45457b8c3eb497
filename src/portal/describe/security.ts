import { DAY_MS } from "../../contract/period.ts";
import type { Settings } from "../../contract/settings.ts";

/** Days for which a copy of the file holds: the standard wants less than a year. */
const DAYS = 180;
/**
 * How to report a weakness of the service, as RFC 9116 has it; null where the operator has stated no contact that is an
 * e-mail address, a telephone number or a page.
 *
 * @param url of the site as the world knows it; null: it is not known
 */
export function securityText(commons: Settings, url: string | null, now: Date): string | null {
  const contact = contactUri(commons.contact ?? commons.controller?.contact ?? "");
  if (contact === null) return null;
  // Counted from the first of the month, so that the file stays the same all month long.
  const month = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1);
  return [
    `Contact: ${contact}`,
    `Expires: ${new Date(month + DAYS * DAY_MS).toISOString()}`,
    `Preferred-Languages: ${commons.languages.join(", ")}`,
    ...(url === null ? [] : [`Canonical: ${url.replace(/\/$/, "")}/.well-known/security.txt`]),
    "",
  ].join("\n");
}

function contactUri(contact: string): string | null {
  if (/^https:\/\/\S+$/.test(contact)) return contact;
  if (/^[^\s@:]+@[^\s@]+\.[^\s@]+$/.test(contact)) return `mailto:${contact}`;
  const number = contact.replaceAll(/[\s().-]/g, "");
  return /^\+\d{6,15}$/.test(number) ? `tel:${number}` : null;
}

import { DAY_MS } from "../../contract/period.ts";
import type { Settings } from "../../contract/settings.ts";

/** Days until a copy of the file expires: RFC 9116 recommends less than a year. */
const DAYS = 180;
/**
 * How to report a security weakness, as RFC 9116 defines it; null where the operator's contact is no e-mail address, telephone
 * number or page.
 *
 * @param url public address of the site; null where it is unknown
 */
export function securityText(commons: Settings, url: string | null, now: Date): string | null {
  const contact = contactUri(commons.contact ?? commons.controller?.contact ?? "");
  if (contact === null) return null;
  // Counted from the first of the month, so that the file changes only once a month.
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

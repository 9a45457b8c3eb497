/** Escapes a text (RFC 5545, 3.3.11). */
const escaped = (text: string): string => text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r?\n/g, "\\n");

/** Folds a line after at most 75 octets (RFC 5545, 3.1) without cutting a character. */
function fold(line: string): string {
  const [encoder, parts] = [new TextEncoder(), [""]];
  for (const letter of line) {
    const last = parts.length - 1;
    const room = last === 0 ? 75 : 74;
    if (encoder.encode(`${parts[last]}${letter}`).length > room) parts.push(letter);
    else parts[last] += letter;
  }
  return parts.join("\r\n ");
}

const DAY_MS = 86_400_000;
const date = (day: string): string => day.slice(0, 10).replaceAll("-", "");

export interface CalendarDay {
  /** a sentence with the commons' name */
  readonly summary: string;
  /** what to do on that day */
  readonly description: string;
  /** address of the page to come back to, the same for everybody */
  readonly url: string;
  /** `YYYY-MM-DD` */
  readonly day: string;
  readonly now: Date;
  /** identifies the event in a calendar: of the commons and the day alone, so that taking it twice gives one event */
  readonly uid: string;
}

/**
 * An iCalendar file (RFC 5545) with one day. Its texts, its day and its address are the same for everybody, and reveal nothing
 * about a contribution.
 */
export function calendarFile({ summary, description, url, day, now, uid }: CalendarDay): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Voisinage//FR",
    "BEGIN:VEVENT",
    `UID:${uid}`,
    `DTSTAMP:${now.toISOString().replace(/[-:]|\.\d+/g, "")}`,
    `DTSTART;VALUE=DATE:${date(day)}`,
    // The end is the first day that is no longer of the event (RFC 5545, 3.6.1).
    `DTEND;VALUE=DATE:${date(new Date(Date.parse(day) + DAY_MS).toISOString())}`,
    `SUMMARY:${escaped(summary)}`,
    `DESCRIPTION:${escaped(description)}`,
    `URL:${url}`,
    "TRANSP:TRANSPARENT",
    // A day in a calendar reminds nobody: an alarm of nine in the morning does.
    "BEGIN:VALARM",
    "ACTION:DISPLAY",
    "TRIGGER:PT9H",
    `DESCRIPTION:${escaped(summary)}`,
    "END:VALARM",
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return `${lines.map(fold).join("\r\n")}\r\n`;
}

import { expect, test } from "vitest";
import { returnDay } from "../../../dashboards/contribute/come-back.tsx";
import { calendarFile, REPEATS } from "../../../dashboards/shared/calendar.ts";

const day = {
  summary: "Ville-Exemple : revenir voir",
  description: "Ajoutez vos relevés",
  url: "https://x.example/p",
  day: "2026-12-15",
  until: "2028-02-15",
  now: new Date("2026-11-28T10:11:12.345Z"),
  uid: "abc",
};

test("a day for one's own calendar has a name, a day, words and a page, and nothing else, in lines that every calendar reads", () => {
  expect(calendarFile({ ...day, repeat: "once" })).toBe(
    [
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "PRODID:-//Voisinage//FR",
      "BEGIN:VEVENT",
      "UID:abc",
      "DTSTAMP:20261128T101112Z",
      "DTSTART;VALUE=DATE:20261215",
      "SUMMARY:Ville-Exemple : revenir voir",
      "DESCRIPTION:Ajoutez vos relevés",
      "URL:https://x.example/p",
      "TRANSP:TRANSPARENT",
      "BEGIN:VALARM",
      "ACTION:DISPLAY",
      "TRIGGER:PT9H",
      "DESCRIPTION:Ville-Exemple : revenir voir",
      "END:VALARM",
      "END:VEVENT",
      "END:VCALENDAR",
      "",
    ].join("\r\n"),
  );
  const rules = REPEATS.map((repeat) => /RRULE:(.*)\r/.exec(calendarFile({ ...day, repeat }))?.[1]);
  expect(rules).toEqual([undefined, "FREQ=MONTHLY;INTERVAL=3;UNTIL=20280215"]);
});

test("signs of the format are escaped, and a long line is folded at 75 octets, between letters", () => {
  const text = calendarFile({ ...day, summary: `a, b; c\\ d ${"é".repeat(60)}`, repeat: "once" });
  expect(text).toContain("SUMMARY:a\\, b\\; c\\\\ d ");
  for (const line of text.split("\r\n")) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
  expect(text.replaceAll("\r\n ", "")).toContain("é".repeat(60));
});

const facts = (frequency: string) =>
  ({
    facts: {
      retention_months: 15,
      protection: { revised: false, levels: [{ level: "l", name: { fr: "", en: "" }, frequency }] },
    },
  }) as unknown as Parameters<typeof returnDay>[0];

test("the day to come back is the commons' next publication's, and no contribution's", () => {
  const now = new Date("2026-11-28T00:00:00Z");
  const made = (period: string, step: string) => [{ period, step, revision: 0 }] as unknown as Parameters<typeof returnDay>[1];
  expect(returnDay(facts("month"), made("2026-10", "month"), now)).toEqual({ day: "2026-12-15", period: "2026-11", late: false });
  expect(returnDay(facts("year"), made("2025", "year"), now)).toEqual({ day: "2027-01-15", period: "2026", late: false });
  // Nothing is made yet, and October is late: it is the next one all the same, as Ma contribution says.
  expect(returnDay(facts("month"), made("2026-09", "month"), now)).toEqual({ day: "2026-12-15", period: "2026-10", late: true });
  expect(returnDay(facts("never"), [], now)).toEqual({ day: "2027-05-15", period: null, late: false });
});

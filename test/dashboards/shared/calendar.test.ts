import { expect, test } from "vitest";
import { returnDay, returnFile } from "../../../dashboards/contribute/come-back.tsx";
import { nextDue } from "../../../dashboards/contribute/coming.ts";
import { calendarFile } from "../../../dashboards/shared/calendar.ts";

/** A calendar file as a calendar reads it (RFC 5545, 3.1 and 3.3.11): properties without parameters, by component. */
function read(file: string): Map<string, Map<string, string>> {
  const components = new Map<string, Map<string, string>>();
  const open: string[] = [];
  for (const line of file.replaceAll("\r\n ", "").split("\r\n").slice(0, -1)) {
    const colon = line.indexOf(":");
    const [name = "", value = ""] = [line.slice(0, colon), line.slice(colon + 1)];
    if (name === "BEGIN") {
      open.push(value);
      components.set(value, new Map());
    } else if (name === "END") expect(open.pop()).toBe(value);
    else
      components.get(open.at(-1) ?? "")?.set(
        name,
        value.replace(/\\(.)/g, (_, sign: string) => (sign === "n" ? "\n" : sign)),
      );
  }
  expect(open).toEqual([]);
  return components;
}

const NOW = new Date("2026-11-28T10:11:12.345Z");
const URL_TEXT = "https://x.example/commons/ma-contribution";

test("the file for one's calendar is one day, with what one does on it, an alarm and an address, in both languages", () => {
  for (const [what, lang, name, summary, description] of [
    [
      "add",
      "fr",
      "Ville, l’exemple",
      "Ville, l’exemple\u00a0: ajouter mes derniers mois",
      "Ajoutez vos relevés des derniers mois, avec votre clé et un nouveau fichier, ou la dernière facture et le compteur\u00a0:",
    ],
    ["read", "fr", "Ville", "Ville\u00a0: voir ce qui a paru", "Lisez ce qui a paru près de chez vous, avec votre clé\u00a0:"],
    [
      "next",
      "fr",
      "Ville",
      "Ville\u00a0: les nouveaux chiffres",
      "Revenez vous situer, avec votre fichier de réponses si vous l’avez gardé\u00a0:",
    ],
    [
      "add",
      "en",
      "Example; town",
      "Example; town: add my latest months",
      "Add your records for recent months, with your key and a new file, or the last bill and the meter’s reading:",
    ],
  ] as const) {
    const calendar = read(returnFile(what, name, "2026-12-31", URL_TEXT, lang, NOW));
    expect([...calendar.keys()]).toEqual(["VCALENDAR", "VEVENT", "VALARM"]);
    expect(calendar.get("VCALENDAR")?.get("VERSION")).toBe("2.0");
    expect(Object.fromEntries(calendar.get("VEVENT") ?? [])).toEqual({
      UID: `2026-12-31-${URL_TEXT}`,
      DTSTAMP: "20261128T101112Z",
      "DTSTART;VALUE=DATE": "20261231",
      "DTEND;VALUE=DATE": "20270101",
      SUMMARY: summary,
      DESCRIPTION: `${description} ${URL_TEXT}`,
      URL: URL_TEXT,
      TRANSP: "TRANSPARENT",
    });
    expect(Object.fromEntries(calendar.get("VALARM") ?? [])).toEqual({
      ACTION: "DISPLAY",
      TRIGGER: "PT9H",
      DESCRIPTION: summary,
    });
  }
});

test("signs of the format are read back, and a long line is folded at 75 octets, between letters", () => {
  const summary = `a, b; c\\ d\n${"é".repeat(60)}`;
  const file = calendarFile({ summary, description: "", url: URL_TEXT, day: "2026-12-15", now: NOW, uid: "abc" });
  for (const line of file.split("\r\n")) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
  expect(read(file).get("VEVENT")?.get("SUMMARY")).toBe(summary);
});

const facts = (frequency: string) =>
  ({
    facts: {
      retention_months: 15,
      protection: { revised: false, levels: [{ level: "l", name: { fr: "", en: "" }, frequency }] },
    },
  }) as unknown as Parameters<typeof returnDay>[0];

test("the day to come back is before the publication that has the smallest places, and no contribution's", () => {
  const made = (period: string, step: string) => [{ period, step, revision: 0 }] as unknown as Parameters<typeof returnDay>[1];
  expect(returnDay(facts("month"), made("2026-10", "month"), NOW)).toEqual({
    day: "2026-12-05",
    before: { period: "2026-11", due: "2026-12-20" },
  });
  expect(returnDay(facts("year"), made("2025", "year"), NOW)).toEqual({
    day: "2027-01-05",
    before: { period: "2026", due: "2027-01-20" },
  });
  expect(returnDay(facts("never"), [], NOW)).toEqual({ day: "2027-02-05", before: null });
});

test("the next figures are due after today, the same for everybody; before the first publication nobody knows when", () => {
  const made = [{ period: "2026-09", step: "month", revision: 0 }] as const;
  const due = (frequency: string, day: string, releases: Parameters<typeof nextDue>[1] = made) =>
    nextDue(facts(frequency).facts, releases, new Date(day));
  // October was due on 20 November, November is on 20 December.
  expect(due("month", "2026-11-28")).toBe("2026-12-20");
  expect(due("month", "2026-11-10")).toBe("2026-11-20");
  expect(due("year", "2026-11-28")).toBe("2027-01-20");
  expect([due("never", "2026-11-28"), due("month", "2026-11-28", [])]).toEqual([null, null]);
});

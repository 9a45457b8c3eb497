import { expect, test } from "vitest";
import { momentOf } from "../../../dashboards/my-contribution/held-words.ts";
import { MINE } from "../../../dashboards/my-contribution/words.ts";

test("while a contribution is paused, to lift an objection is said to have figures count only once it is resumed", () => {
  const { rights, state } = MINE.fr;
  const objecting = (isPaused: boolean): string => rights.objectMeans("Eau", isPaused, true);
  for (const say of [objecting, state.liftMeans.bind(null, "Eau"), state.lifted]) {
    expect(say(true)).toContain("de nouveau, une fois la contribution reprise");
    expect(say(false)).not.toContain("reprise");
  }
  expect(MINE.en.state.lifted(true)).toContain("once you resume");
});

test("what a withdrawal leaves in backups is said in its first line, where the operator has said for how long", () => {
  const { withdrawShort } = MINE.fr.rights;
  expect(withdrawShort(35)).toMatch(/traces dans le fichier, sous 24\sheures\. Sauvegardes\s: 35\sjours\.$/);
  expect([withdrawShort(null), withdrawShort(0)].join()).not.toContain("Sauvegardes");
});

test("what a place has gained is said as one says it: thanks to whom where one is among them, one average or several, and the next", () => {
  const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");
  const { hasOf, coming } = MINE.fr.gains;
  expect(plain(hasOf("Le Port", "eau et électricité", 2, 2, true, "2025"))).toBe(
    "Grâce à vous et à d’autres foyers, Le Port a ses moyennes de 2025 : eau et électricité.",
  );
  expect(plain(hasOf("Le Port", "eau", 1, 2, false, "2025"))).toBe("Le Port a sa moyenne de 2025 : eau.");
  expect(hasOf("Le Port", "", 0, 2, false, "2025")).toBe("Le Port n’a encore la moyenne d’aucun de vos 2 thèmes.");
  expect(coming("20 janvier 2027", "eau", "2026")).toBe(
    "Vos chiffres (eau, 2026) compteront dans les prochaines moyennes, attendues vers le 20 janvier 2027.",
  );
});

test("whoever objected is told in which list the figures are now, by its very name", () => {
  for (const lang of ["fr", "en"] as const) {
    const { held, rights, kept, state } = MINE[lang];
    const fold = held.unused("11").replace(/ \(11\)$/, "");
    expect(rights.objected("Eau", true)).toContain(fold);
    // Of a topic that was erased before, no fold has anything.
    expect(rights.objected("Eau", false)).not.toContain(fold);
    // Nor does the question promise that figures stay, or that they may count again.
    expect(rights.objectMeans("Eau", false, true)).toContain(state.lift);
    expect(rights.objectMeans("Eau", true, false)).not.toMatch(/gardés|kept|reprise|resume/);
    expect(rights.objectMeans("Eau", false, false)).not.toContain(state.lift);
    expect(rights.objected("Eau", true)).not.toContain(kept.all);
  }
});

test("a consent has its day and its hour, both by the device's own clock", () => {
  const { at } = MINE.fr.take;
  const [first, second] = [new Date(2026, 11, 3, 0, 5), new Date(2026, 11, 3, 23, 55)].map((moment) =>
    at(...momentOf(moment.toISOString(), "fr")),
  );
  expect([first, second]).toEqual(["3 décembre 2026 à 00:05", "3 décembre 2026 à 23:55"]);
});

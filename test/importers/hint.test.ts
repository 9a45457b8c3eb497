import { expect, test } from "vitest";
import { hintIn } from "../../src/importers/index.ts";

const hint = (name: string, text: string) => hintIn({ name, bytes: new TextEncoder().encode(text) });

test("a file's name or titles tell the likelier measure, by a word of our own list", () => {
  expect(hint("conso-gaz_2026.csv", "mois;kWh\n2026-01;900\n")).toEqual({ measure: "gas.energy", word: "gaz" });
  expect(hint("mois.csv", "PRM;mois;kWh\n1;2026-01;900\n")).toEqual({ measure: "electricity.energy", word: "PRM" });
  expect(hint("Électricité.csv", "mois;kWh\n2026-01;900\n")).toEqual({ measure: "electricity.energy", word: "elec" });
});

test("nothing is guessed where no word tells, where two do, or where one is part of another", () => {
  expect(hint("conso.csv", "mois;kWh\n2026-01;900\n")).toBeNull();
  expect(hint("gaz-et-elec.csv", "mois;kWh\n2026-01;900\n")).toBeNull();
  expect(hint("gasoil.csv", "mois;kWh\n2026-01;900\n")).toBeNull();
});

import { expect, test } from "vitest";
import { countedWords, speakOfCounted } from "../../../dashboards/shared/counted-homes.ts";
import type { Catalog } from "../../../dashboards/shared/data.ts";

const commonsFrom = (origin?: string) =>
  ({ commons: origin === undefined ? {} : { origin: { fr: origin, en: origin } } }) as unknown as Catalog;

test("texts of figures taken from data published elsewhere are about dwellings, those that are made too, and each is made once", () => {
  const words = { per: { mean: "Par foyer et par mois." }, card: { homes: (n: string) => `${n} foyers comptés.` }, most: 3 };
  const counted = countedWords(words, "fr", commonsFrom("ADEME"));
  expect([counted.per.mean, counted.card.homes("12"), counted.most]).toEqual([
    "Par logement et par mois.",
    "12 logements comptés.",
    3,
  ]);
  const named = { row: (topic: string, place: { name: string }) => `${topic} of the homes of ${place.name}` };
  expect(countedWords(named, "en", commonsFrom("ADEME")).row("home energy", { name: "Oldhome" })).toBe(
    "home energy of the dwellings of Oldhome",
  );
  expect(countedWords(words, "fr", commonsFrom("ADEME"))).toBe(counted);
  expect(countedWords(words, "fr", commonsFrom())).toBe(words);
});

test("a page's texts are about what its commons counts wherever they are read, each language by itself", () => {
  const texts = { fr: { all: "Tous les foyers" }, en: { all: "All homes" } };
  speakOfCounted([texts], "fr", commonsFrom());
  expect(texts.fr.all).toBe("Tous les foyers");
  speakOfCounted([texts], "fr", commonsFrom("ADEME"));
  expect([texts.fr.all, texts.en.all]).toEqual(["Tous les logements", "All homes"]);
});

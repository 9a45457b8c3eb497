import { renderToStaticMarkup } from "preact-render-to-string";
import { expect, test } from "vitest";
import { FileName } from "../../../dashboards/contribute/file-name.tsx";

test("a file's name breaks anywhere but in its last word with its ending, whatever stands behind it", () => {
  const whole = (text: string) =>
    [...renderToStaticMarkup(FileName({ text })).matchAll(/<span>(.*?)<\/span>/g)].map(([, part]) => part);
  expect(whole("mes_donnees_demi_heure.csv, eau.xlsx")).toEqual(["heure.csv", "eau.xlsx"]);
  expect(whole("consommationelectriquedemiheure.csv, eau.xlsx")).toEqual(["quedemiheure.csv", "eau.xlsx"]);
  expect(whole("Chiffres tapés")).toEqual([]);
});

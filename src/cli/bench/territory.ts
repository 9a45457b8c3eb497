import { buildTerritory, type Territory, type TerritoryInput } from "../../territory/index.ts";

const DISTRICTS = 19;
const NEIGHBOURHOODS = 29;
const DWELLINGS = 2600;

/** A made-up city of 1 + 19 + 551 areas: about what a large city has. */
function cityInput(): TerritoryInput {
  const pad = (n: number) => String(n + 1).padStart(2, "0");
  const numbers = (count: number) => Array.from({ length: count }, (_, i) => i);
  const districts = numbers(DISTRICTS).map((d) => ({ code: `B${pad(d)}`, name: `District ${d + 1}` }));
  const leaves = districts.flatMap(({ code, name }) =>
    numbers(NEIGHBOURHOODS).map((n) => ({ code: `${code}${pad(n)}`, parent: code, name: `${name}, neighbourhood ${n + 1}` })),
  );
  return {
    id: "bench-city",
    name: { fr: "Ville de mesure", en: "Benchmark city" },
    levels: ["city", "district", "neighbourhood"],
    areas: [
      { code: "B", level: "city", parent: null, name: "Benchmark city", dwellings: leaves.length * DWELLINGS },
      ...districts.map((area) => ({ ...area, level: "district", parent: "B", dwellings: NEIGHBOURHOODS * DWELLINGS })),
      ...leaves.map((area) => ({ ...area, level: "neighbourhood", dwellings: DWELLINGS })),
    ],
  };
}

export function city(): Territory {
  return buildTerritory(cityInput());
}

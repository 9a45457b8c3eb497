import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { tiles } from "../../src/territory/index.ts";
import { readTerritory } from "../../src/territory/read.ts";
import { folderOfTest } from "../support/folder.ts";

const HEAD = JSON.stringify({ id: "town", name: { fr: "Ville", en: "Town" }, levels: ["town", "block"] });
const AREAS =
  'code,level,parent,name,dwellings\nt,town,,"Town, the",20\nb1,block,t,"Block ""one""\nnorth",12\nb2,block,t,Two,8\n';

let folder: string;
beforeEach(() => {
  folder = folderOfTest();
});

/** Reads a folder that holds these files. */
function read(files: Record<string, string>) {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return readTerritory(folder);
}

test("quotes, commas, line ends and a byte order mark are read as RFC 4180 has them", () => {
  const territory = read({ "territory.json": HEAD, "areas.csv": `\uFEFF${AREAS.replaceAll("\n", "\r\n")}` });
  expect(territory.root.name).toBe("Town, the");
  expect(territory.get("b1")?.name).toBe('Block "one"\r\nnorth');
  expect(territory.leaves.map(({ dwellings }) => dwellings)).toEqual([12, 8]);
});

test("shapes and references are read where they are", () => {
  const ring = [
    [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 0],
    ],
  ];
  const territory = read({
    "territory.json": HEAD,
    "areas.csv": AREAS,
    "shapes.geojson": JSON.stringify({
      type: "FeatureCollection",
      features: [
        { type: "Feature", properties: { code: "b1", level: "block" }, geometry: { type: "Polygon", coordinates: ring } },
      ],
    }),
    "references.csv":
      "domain,measure,area,household_type,period,value,unit,source,licence,source_en,people\nwater,volume,t,_T,2020,10.5,m3,Quelqu’un,Open,Someone,2.25\nwater,volume,t,_T,2019,10,m3,Someone,Open,,\n",
  });
  expect(territory.shapes?.features).toHaveLength(1);
  expect(territory.references[0]).toMatchObject({ domain: "water", value: 10.5, unit: "m3", source_en: "Someone", people: 2.25 });
  for (const name of ["source_en", "people"]) expect(territory.references[1]).not.toHaveProperty(name);
});

test.each([
  ["no territory.json", { "areas.csv": AREAS }, /territory\.json cannot be read/],
  ["territory.json that is not JSON", { "territory.json": "{", "areas.csv": AREAS }, /territory\.json is not valid JSON/],
  [
    "territory.json without levels",
    { "territory.json": '{"id":"t","name":{"fr":"t","en":"t"}}', "areas.csv": AREAS },
    /territory\.json: \/levels/,
  ],
  ["no areas.csv", { "territory.json": HEAD }, /areas\.csv cannot be read/],
  ["an empty areas.csv", { "territory.json": HEAD, "areas.csv": "" }, /areas/],
  [
    "a missing column",
    { "territory.json": HEAD, "areas.csv": AREAS.replace("dwellings", "homes") },
    /areas\.csv line 1: .*dwellings missing/,
  ],
  ["a short row", { "territory.json": HEAD, "areas.csv": `${AREAS}b3,block\n` }, /areas\.csv.*line 6/],
  [
    "dwellings that are no number",
    { "territory.json": HEAD, "areas.csv": `${AREAS}b3,block,t,Three,many\n` },
    /areas\.csv line 6: dwellings: .*got "many"/,
  ],
  [
    "an orphan",
    { "territory.json": HEAD, "areas.csv": `${AREAS}b3,block,u,Three,3\n` },
    /areas\.csv line 6: area b3: its parent u does not exist/,
  ],
  ["shapes that are not GeoJSON", { "territory.json": HEAD, "areas.csv": AREAS, "shapes.geojson": "[]" }, /shapes/],
  [
    "a reference for nowhere",
    {
      "territory.json": HEAD,
      "areas.csv": AREAS,
      "references.csv": "domain,measure,area,household_type,period,value,unit,source,licence\nwater,volume,z,_T,2020,1,m3,S,L\n",
    },
    /references\.csv line 2: reference for z/,
  ],
  [
    "a reference of nobody",
    {
      "territory.json": HEAD,
      "areas.csv": AREAS,
      "references.csv":
        "domain,measure,area,household_type,period,value,unit,source,licence,people\nwater,volume,t,_T,2020,1,m3,S,L,0\n",
    },
    /references\.csv line 2: people: must be at least 1; got 0/,
  ],
])("%s is refused with its file and line", (_, files, message) => {
  expect(() => read(files as Record<string, string>)).toThrow(message);
});

const DATA = new URL("../../../shared/data/", import.meta.url).pathname;

test.skipIf(!existsSync(DATA)).each([
  ["lyon", [1, 66, 506], 702961],
  ["recs-2015", [1, 10, 62], 118207122],
  ["nyc-housing-2011", [1, 5, 55], 3108020],
] as const)("the real territory of %s is read (skipped where ../shared/data is absent)", (name, sizes, dwellings) => {
  const territory = readTerritory(join(DATA, name, "territory"));
  expect(territory.levels.map((level) => territory.areas.filter((area) => area.level === level).length)).toEqual(sizes);
  expect(territory.dwellings).toBe(dwellings);
  for (const [i, level] of territory.levels.entries()) expect(tiles(territory, level)).toHaveLength(sizes[i] as number);
});

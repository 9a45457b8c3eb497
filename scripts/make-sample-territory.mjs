// Draws the sample territory: a city that does not exist, off the coast of nowhere (0° N, 0° E).
//
//   node scripts/make-sample-territory.mjs [FOLDER]     default: sample/territory
//
// A fine grid of hexagons, its corners nudged so that borders look grown rather than ruled, is shared out among
// neighbourhoods by the nearest centre; the outline of a set of hexagons is what is left when every edge that two
// of them share is cancelled. In a hexagonal grid three edges meet at a corner, so outlines never touch themselves.
// No randomness: the same files every time. `references.csv` is written by hand and left alone.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const CELL = 0.0016; // side of a hexagon, degrees
const REACH = 21; // hexagons from the middle to the farthest candidate
const RADIUS = 0.045; // of the city, degrees, before it is bent
const GOLDEN = Math.PI * (3 - Math.sqrt(5));

const DISTRICTS = [
  "Pont-Prétexte",
  "Port-Imaginaire",
  "Gare-Maquette",
  "Bourg-Modèle",
  "Faubourg-Fictif",
  "Clos-Témoin",
  "Val-Échantillon",
  "Prés-Inventés",
  "Quai-Esquisse",
  "Colline-Type",
  "Plateau-Gabarit",
  "Îlot-Essai",
];
const PARTS = ["Centre", "Marché", "Écoles", "Jardins", "Ateliers", "Belvédère", "Remparts", "Canal", "Vergers"];
const LEAVES = 60;

/** The city's edge in a direction, as a factor of its radius. */
const outline = (angle) => 1 + 0.13 * Math.sin(2 * angle + 0.7) + 0.07 * Math.sin(5 * angle);

/** Evenly spread points within the city's outline, from the middle outwards (Vogel's sunflower). */
function sunflower(n, turn) {
  return Array.from({ length: n }, (_, i) => {
    const angle = turn + i * GOLDEN;
    const r = RADIUS * Math.sqrt((i + 0.5) / n) * outline(angle);
    return [r * Math.cos(angle), r * Math.sin(angle)];
  });
}

const square = ([x, y], [u, v]) => (x - u) ** 2 + (y - v) ** 2;
const nearest = (point, centres) =>
  centres.reduce((best, centre, i) => (square(point, centre) < square(point, centres[best]) ? i : best), 0);

/** A corner of the grid by its integer coordinates, moved by up to a fifth of a side in each direction. */
function corner(i, j) {
  let hash = (Math.imul(i, 73856093) ^ Math.imul(j, 19349663)) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 15), 2246822519) >>> 0;
  hash = (hash ^ (hash >>> 13)) >>> 0;
  const nudge = (part) => ((part & 255) / 255 - 0.5) * 0.4 * CELL;
  return [((i * Math.sqrt(3)) / 2) * CELL + nudge(hash), (j / 2) * CELL + nudge(hash >>> 8)];
}

/** Corners of a pointy-topped hexagon, counter-clockwise, in half steps of the grid. */
function corners(column, row) {
  const x = 2 * column + (row & 1);
  const y = 3 * row;
  return [
    [x + 1, y - 1],
    [x + 1, y + 1],
    [x, y + 2],
    [x - 1, y + 1],
    [x - 1, y - 1],
    [x, y - 2],
  ];
}

/** The outlines of a set of hexagons: rings of corners, exteriors counter-clockwise and holes clockwise. */
function rings(cells) {
  const edges = new Map();
  for (const cell of cells) {
    const around = corners(...cell);
    around.forEach((from, i) => {
      const to = around[(i + 1) % 6];
      const back = `${to}>${from}`;
      if (!edges.delete(back)) edges.set(`${from}>${to}`, [from, to]);
    });
  }
  const next = new Map([...edges.values()].map(([from, to]) => [String(from), to]));
  const found = [];
  while (next.size > 0) {
    const [start] = next.keys();
    const ring = [];
    for (let at = start; next.has(at); ) {
      const to = next.get(at);
      next.delete(at);
      ring.push(to);
      at = String(to);
    }
    found.push([...ring, ring[0]]);
  }
  return found;
}

const area = (ring) => ring.slice(1).reduce((sum, [x, y], i) => sum + (ring[i][0] * y - x * ring[i][1]) / 2, 0);

/** A GeoJSON feature of one area. Throws where its cells are not connected. */
function feature(code, level, cells) {
  const coordinates = rings(cells).map((ring) => ring.map(([i, j]) => corner(i, j).map((degrees) => Number(degrees.toFixed(5)))));
  coordinates.sort((a, b) => area(b) - area(a));
  if (coordinates.filter((ring) => area(ring) > 0).length !== 1) throw new Error(`${code} falls apart: change a turn`);
  return { type: "Feature", properties: { code, level }, geometry: { type: "Polygon", coordinates } };
}

const districtCentres = sunflower(DISTRICTS.length, 0.4);
const leafCentres = sunflower(LEAVES, 2.1);
const two = (n) => String(n).padStart(2, "0");

const leaves = leafCentres.map((centre) => ({ centre, district: nearest(centre, districtCentres), cells: [] }));
for (let row = -REACH; row <= REACH; row++) {
  for (let column = -REACH; column <= REACH; column++) {
    const middle = [((2 * column + (row & 1)) * Math.sqrt(3) * CELL) / 2, 1.5 * row * CELL];
    if (Math.hypot(...middle) > RADIUS * outline(Math.atan2(middle[1], middle[0]))) continue;
    leaves[nearest(middle, leafCentres)].cells.push([column, row]);
  }
}
const districts = DISTRICTS.map((name, d) => {
  const code = `VX${two(d + 1)}`;
  const own = leaves.filter(({ district }) => district === d);
  return {
    code,
    name,
    leaves: own.map((leaf, i) => {
      // Homes stand closer together in the middle of the city.
      const density = 1.4 - Math.hypot(...leaf.centre) / RADIUS;
      return {
        ...leaf,
        code: `${code}${two(i + 1)}`,
        name: `${name} ${PARTS[i]}`,
        dwellings: Math.round(270 * leaf.cells.length * (0.35 + density)),
      };
    }),
  };
});

const total = (list) => list.reduce((sum, { dwellings }) => sum + dwellings, 0);

/** Households by size, for each district and for all: more people live alone in the middle of the city. */
const SIZES = ["1", "2", "3", "4", "5+"];
const households = districts.map((district, d) => {
  const alone = 0.46 - 2.5 * Math.hypot(...districtCentres[d]);
  const rest = [0.46, 0.22, 0.2, 0.12].map((share) => share * (1 - alone));
  return [alone, ...rest].map((share) => Math.round(0.92 * share * total(district.leaves)));
});
const composition = [
  ["VX", SIZES.map((_, i) => households.reduce((sum, own) => sum + own[i], 0))],
  ...districts.map(({ code }, d) => [code, households[d]]),
];

/** Made-up zones, each with leaves of one or several districts. */
const ZONES = [
  ["Z-rives", "Rives de la Fictive", ["VX0101", "VX0102", "VX0103", "VX0201", "VX0202", "VX1001"]],
  ["Z-docks", "Projet des Docks", ["VX0302", "VX0303", "VX0305", "VX0801"]],
];

/**
 * A mild and a cold year with the mean degree days of a month, and the months' shares, which match how the sample's households
 * heat.
 */
const YEARS = { 2024: 160, 2025: 185 };
const HEATING = [2.2, 1.9, 1.6, 1.0, 0.45, 0.05, 0, 0, 0.2, 0.9, 1.6, 2.1];
const climate = Object.entries(YEARS).flatMap(([year, mean]) =>
  HEATING.map((share, month) => `${year}-${two(month + 1)},${(share * mean).toFixed(1)}`),
);

/** A river from edge to edge, and a round park. */
const degrees = (list) => list.map((position) => position.map((one) => Number(one.toFixed(5))));
const river = Array.from({ length: 25 }, (_, i) => [-0.06 + i * 0.005, 0.002 + 0.004 * Math.sin(0.6 * i)]);
const park = Array.from({ length: 13 }, (_, i) => {
  const angle = ((i % 12) / 6) * Math.PI;
  return [0.0145 + 0.0035 * Math.cos(angle), 0.029 + 0.0035 * Math.sin(angle)];
});
const surroundings = [
  ["water", "La Fictive", { type: "LineString", coordinates: degrees(river) }],
  ["park", "Parc de l'Invention", { type: "Polygon", coordinates: [degrees(park)] }],
].map(([kind, name, geometry]) => ({ type: "Feature", properties: { kind, name, source: "made up" }, geometry }));

const all = districts.flatMap((district) => district.leaves);
const rows = [
  ["VX", "ville", "", "Ville-Exemple", total(all), ""],
  // Postcodes that no town has.
  ...districts.map(({ code, name, leaves: own }) => [code, "arrondissement", "VX", name, total(own), `990${code.slice(2)}`]),
  ...districts.flatMap((district) =>
    district.leaves.map(({ code, name, dwellings }) => [code, "secteur", district.code, name, dwellings, ""]),
  ),
];
const features = [
  feature(
    "VX",
    "ville",
    all.flatMap(({ cells }) => cells),
  ),
  ...districts.map(({ code, leaves: own }) =>
    feature(
      code,
      "arrondissement",
      own.flatMap(({ cells }) => cells),
    ),
  ),
  ...all.map(({ code, cells }) => feature(code, "secteur", cells)),
];
const head = {
  id: "ville-exemple",
  name: { fr: "Ville-Exemple (ville fictive)", en: "Ville-Exemple (a made-up city)" },
  levels: ["ville", "arrondissement", "secteur"],
  // Degrees around 0° N, 0° E, where no town is.
  bbox: [-0.06, -0.06, 0.06, 0.06],
};

const folder = process.argv[2] ?? fileURLToPath(new URL("../sample/territory/", import.meta.url));
mkdirSync(folder, { recursive: true });
const write = (name, text) => writeFileSync(join(folder, name), `${text}\n`);
write(
  "territory.json",
  JSON.stringify(head, null, 2).replace(
    /\[[^\]]*\]/g,
    (list) =>
      `[${JSON.parse(list)
        .map((one) => JSON.stringify(one))
        .join(", ")}]`,
  ),
);
const writeTable = (name, head, lines) => write(`${name}.csv`, [head, ...lines].join("\n"));
const writeMap = (name, list) =>
  write(`${name}.geojson`, `{"type":"FeatureCollection","features":[\n${list.map((one) => JSON.stringify(one)).join(",\n")}\n]}`);
writeTable("areas", "code,level,parent,name,dwellings,postcodes", rows);
writeMap("shapes", features);
writeTable(
  "zones",
  "zone,name,leaf",
  ZONES.flatMap(([zone, name, own]) => own.map((leaf) => [zone, name, leaf])),
);
writeTable(
  "composition",
  "area,household_type,households",
  composition.flatMap(([area, own]) => [
    [area, "_T", own.reduce((sum, count) => sum + count, 0)],
    ...SIZES.map((size, i) => [area, `size=${size}`, own[i]]),
  ]),
);
writeTable("climate", "month,hdd18", climate);
writeMap("context", surroundings);

import { expect, test } from "vitest";
import { rankWithin } from "../../../dashboards/charts/difference-map.tsx";
import { boxOf, END, type NamableArea, namesOver, PICKED } from "../../../dashboards/charts/map-names.ts";
import { touch } from "../../../dashboards/charts/place-labels.ts";
import { subjectNames } from "../../../dashboards/charts/subject-name.ts";

const area = (code: string, x: number, y: number, change: Partial<NamableArea> = {}): NamableArea => ({
  code,
  name: `Nom ${code}`,
  x,
  y,
  isMarked: true,
  lines: [],
  size: 2000,
  rank: 0,
  ...change,
});

const named = (areas: readonly NamableArea[], width = 300, height = 300): string[] =>
  namesOver(areas, [], width, height).placed.map(({ code }) => code);

test("the number of a place in the list stands beside its mark, below it in a narrow place, and nowhere else", () => {
  const told = { code: "a", name: "Place", against: "more", strength: 0.5, rank: "24" } as const;
  const within = (width: number, height: number) => ({
    x: 0,
    y: 0,
    isInside: (x: number, y: number) => Math.abs(x) < width / 2 && Math.abs(y) < height / 2,
  });
  expect(rankWithin(told, within(60, 20))).toEqual({ beside: "24", lines: [] });
  expect(rankWithin(told, within(24, 60))).toEqual({ lines: ["24"] });
  expect(rankWithin(told, within(24, 20))).toEqual({ lines: [] });
  // A place that cannot be told has no mark to stand below.
  expect(rankWithin({ ...told, against: "same" }, within(24, 20))).toEqual({ beside: "24", lines: [] });
  expect(rankWithin({ ...told, rank: undefined }, within(60, 60))).toEqual({ lines: [] });
});

test("the two ends are named first, then large areas", () => {
  const areas = Array.from({ length: 12 }, (_, i) =>
    area(String(i), 40 + 90 * (i % 3), 50 + 90 * Math.floor(i / 3), { size: 1000 + i }),
  );
  const all = (of: readonly NamableArea[]): string[] => named(of, 300, 400);
  expect(all(areas)).toEqual(["11", "10", "9", "8", "7", "6", "5", "4", "3", "2", "1", "0"]);
  const ranked = areas.map((one, i) => ({ ...one, rank: i === 0 ? PICKED : i < 3 ? END : 0 }));
  expect(all(ranked)).toEqual(["0", "2", "1", "11", "10", "9", "8", "7", "6", "5", "4", "3"]);
});

test("names that fit stand however few they are; those of areas without a figure only where a good share is named", () => {
  const held = (count: number, rank: (i: number) => number) =>
    Array.from({ length: 10 }, (_, i) =>
      area(String(i), 40 + 90 * (i % 3), 50 + 90 * Math.floor(i / 3), {
        isInside: () => i < count,
        lines: i < count ? [`Nom ${i}`] : [],
        rank: rank(i),
      }),
    );
  const hidden = (areas: readonly NamableArea[], specks = 0) => [
    ...namesOver(areas, [], 300, 400, [], undefined, null, specks).hidden,
  ];
  const absent = (i: number): number => (i === 1 ? -1 : 0);
  expect(hidden(held(3, absent))).toEqual([]);
  // Areas that are too small for a mark count too.
  expect(hidden(held(3, absent), 2)).toEqual(["1"]);
  expect(hidden(held(1, () => 0))).toEqual([]);
  expect(hidden(held(2, (i) => (i === 0 ? PICKED : absent(i))))).not.toContain("0");
});

test("of two names that touch, the one that is wanted more stands", () => {
  const one = area("1", 100, 100, { lines: ["Nom 1"], size: 3000 });
  const other = area("2", 120, 100, { lines: ["Nom 2"] });
  expect([...namesOver([one, other], [], 300, 300).hidden]).toEqual(["2"]);
  expect([...namesOver([one, { ...other, rank: END }], [], 300, 300).hidden]).toEqual(["1"]);
});

test("the name of a neighbour crosses no outline of places that form one", () => {
  const places = (isJoined: { isJoined?: true }) => [
    area("1", 100, 100, { isInside: (x) => x < 130, lines: ["Nom 1"], ...isJoined }),
    area("2", 160, 100, { isInside: (x) => x >= 130 && x < 190, lines: ["Nom 2"], ...isJoined }),
    area("3", 212, 100, { isInside: (x) => x >= 190, lines: ["Nom 3"] }),
  ];
  expect([...namesOver(places({}), [], 300, 300).hidden]).toEqual([]);
  expect([...namesOver(places({ isJoined: true }), [], 300, 300).hidden]).toEqual(["3"]);
});

test("numbers instead of names all stand on a map, beside their marks where there is no room below", () => {
  const areas = Array.from({ length: 9 }, (_, i) =>
    area(String(i), 40 + 90 * (i % 3), 50 + 90 * Math.floor(i / 3), { name: String(i + 1) }),
  );
  expect(named(areas)).toHaveLength(9);
  const strip = { isInside: (x: number, y: number) => Math.abs(y - 100) < 12 && Math.abs(x - 100) < 60 };
  const [number] = namesOver([area("1", 100, 100, { name: "7", ...strip })], [], 300, 300).placed;
  expect(Math.abs((number?.x ?? 100) - 100)).toBeGreaterThan(7);
  // In the smallest area a number replaces the mark, because a list beside the map needs it.
  const tiny = namesOver(
    [area("1", 100, 100, { name: "7", isInside: (x, y) => Math.hypot(x - 100, y - 100) < 6 })],
    [],
    300,
    300,
  );
  expect(tiny.placed).toMatchObject([{ x: 100, y: 104 }]);
  expect([...tiny.unmarked]).toEqual(["1"]);
});

test("no other name lies on the thick outline of a picked area", () => {
  const isInside = (x: number, y: number) => Math.abs(x - 100) < 40 && Math.abs(y - 100) < 40;
  const near = (x: number) => area("2", x, 100, { lines: ["Nom 2"] });
  const outlined = area("1", 100, 100, { rank: PICKED, isInside });
  expect([...namesOver([outlined, near(140)], [], 300, 300).hidden]).toEqual(["2"]);
  expect([...namesOver([outlined, near(180)], [], 300, 300).hidden]).toEqual([]);
});

test("a name touches no mark, no other name and no edge, and one of an area of which nothing is told does not stand", () => {
  const [one, beside] = [area("1", 100, 100, { rank: 2 }), area("2", 120, 118)];
  const [name] = namesOver([one, beside], [], 300, 300).placed;
  // Below its mark it would lie on that of the other area.
  expect(name).toMatchObject({ code: "1", x: 100, lines: ["Nom 1"] });
  expect(name?.y).toBeLessThan(100);
  expect(named([area("1", 5, 100)])).toEqual([]);
  expect(named([area("1", 100, 100, { rank: -1 })])).toEqual([]);
  expect(namesOver([one], [{ left: 0, right: 300, top: 0, bottom: 300 }], 300, 300).placed).toEqual([]);
});

test("a name that is too wide for one line takes two, broken after a hyphen or between words", () => {
  const [name] = namesOver([area("1", 70, 100, { name: "Saint-Jean-le-Vieux-Bourg", size: 9000 })], [], 160, 300).placed;
  expect(name?.lines).toEqual(["Saint-Jean-", "le-Vieux-Bourg"]);
});

test("of an area that the visitor picked the name stands, and one within another area makes room; a letter is larger than a mark", () => {
  const inside = area("2", 100, 118, { lines: ["Nom 2"], isMarked: false });
  const beside = namesOver([area("1", 100, 100, { rank: 2 }), inside, area("3", 100, 80)], [], 300, 300);
  expect([beside.placed.map(({ code }) => code).includes("1"), beside.hidden.size]).toEqual([false, 0]);
  const picked = namesOver([area("1", 100, 100, { rank: PICKED }), inside, area("3", 100, 80)], [], 300, 300);
  expect(picked.placed[0]).toMatchObject({ code: "1" });
  expect([...picked.hidden]).toEqual(["2"]);
  const [lettered] = namesOver([area("1", 100, 100, { rank: PICKED, badge: true })], [], 300, 300).placed;
  expect(lettered?.y).toBe(126);
});

test("a picked area is named beside its mark, or over that of a neighbour, where it has no other place", () => {
  const around = [area("2", 100, 122), area("3", 100, 78)];
  const beside = namesOver([area("1", 100, 100, { rank: PICKED }), ...around], [], 300, 300);
  expect(beside.placed[0]).toMatchObject({ code: "1", y: 104 });
  expect(beside.placed[0]?.x).toBeGreaterThan(120);
  expect(beside.unmarked.size).toBe(0);
  const closed = [...around, area("4", 118, 100), area("5", 82, 100)];
  const over = namesOver([area("1", 100, 100, { rank: PICKED }), ...closed], [], 300, 300);
  expect(over.placed[0]).toMatchObject({ code: "1", x: 100 });
  expect([...over.unmarked]).toEqual(["2"]);
  // One that was not picked waits.
  expect(named([area("1", 100, 100, { rank: 2 }), ...closed]).includes("1")).toBe(false);
});

test("a name lies nearer to its own letter than to the other's, or does not stand", () => {
  const letter = (code: string, x: number, y: number, name: string) => area(code, x, y, { rank: PICKED, badge: true, name });
  const two = namesOver([letter("1", 100, 100, "Saint-Rambert"), letter("2", 100, 132, "Vaise")], [], 300, 300);
  const yOf = (code: string): number => two.placed.find((one) => one.code === code)?.y ?? Number.NaN;
  expect([yOf("1") < 100, yOf("2") > 132]).toEqual([true, true]);
  const letters = [
    { x: 100, y: 66 },
    { x: 100, y: 134 },
    { x: 60, y: 100 },
    { x: 140, y: 100 },
  ];
  const crowded = namesOver([letter("1", 100, 100, "Saint-Rambert")], [], 300, 300, letters);
  expect(crowded.placed).toEqual([]);
});

test("on an enlarged map a name lies in what is seen, clear of the buttons; one that the edge would cut is left out, and what is out of sight counts for none", () => {
  const sight = { left: 100, right: 300, top: 100, bottom: 300 };
  const buttons = { left: 240, right: 300, top: 100, bottom: 200 };
  const at = (...areas: readonly NamableArea[]) => namesOver(areas, [], 400, 400, [], sight, buttons);
  // Below or above its mark, the name of a picked area would be cut at the left.
  const [beside] = at(area("1", 110, 200, { rank: PICKED })).placed;
  expect(beside).toMatchObject({ y: 204, lines: ["Nom 1"] });
  expect(beside?.x).toBeGreaterThan(130);
  const own = (code: string, x: number, y: number) => area(code, x, y, { lines: [`Nom ${code}`] });
  expect([
    ...at(own("1", 110, 200), own("2", 200, 200), own("3", 50, 50), own("4", 260, 150), own("5", 200, 250)).hidden,
  ]).toEqual(["1", "4"]);
  // Five names out of sight do not keep one in sight from being placed.
  const away = Array.from({ length: 5 }, (_, i) => own(`9${i}`, 40, 40 + 60 * i));
  expect(at(...away, area("1", 170, 200)).placed.map(({ code }) => code)).toEqual(["1"]);
});

test("a name that was not picked lies in its own area, whoever waits for it", () => {
  const half = { isInside: (x: number) => x < 100 };
  // Its mark lies at the border, and its name moves to where the area has room.
  expect(namesOver([area("1", 100, 100, half)], [], 300, 300).placed[0]?.x).toBe(76);
  const within = (half: number) =>
    [0, 0.5, 1, PICKED].map(
      (rank) => named([area("1", 100, 100, { name: "Nomdeville", isInside: (x) => Math.abs(x - 100) < half, rank })]).length,
    );
  expect([within(28), within(33.6), within(40)]).toEqual([
    [0, 0, 0, 0],
    [1, 1, 1, 0],
    [1, 1, 1, 1],
  ]);
  // One that was laid within its area before anybody knew of its mark is looked at again.
  const laid = (half: number) =>
    area("1", 100, 100, {
      name: "Nomdeville",
      lines: ["Nomdeville"],
      isMarked: false,
      isInside: (x) => Math.abs(x - 100) < half,
    });
  expect([laid(28), laid(33.6)].map((one) => [...namesOver([one], [], 300, 300).hidden])).toEqual([["1"], []]);
  expect(named([area("1", 100, 100, { isInside: () => false, rank: END })])).toEqual([]);
  // Below its mark it would lie elsewhere.
  expect(namesOver([area("1", 100, 100, { isInside: (_, y) => y < 100, rank: 1 })], [], 300, 300).placed[0]?.y).toBeLessThan(100);
});

test("a name that would run over a border stands where it does not, if its area has such a place", () => {
  const inArea = (x: number) => x > 74 && x < 150;
  const laid = area("1", 100, 100, { name: "Nomdevill", lines: ["Nomdevill"], isMarked: false, isInside: inArea });
  const { placed, hidden } = namesOver([laid], [], 300, 300);
  expect([...hidden]).toEqual(["1"]);
  expect(placed[0]?.x).toBeGreaterThan(100);
  // One of which nothing is told has no other place.
  expect(namesOver([{ ...laid, rank: -1 }], [], 300, 300).placed).toEqual([]);
});

/** Ground around a subject of which only a square in the middle is an area. */
const around = (taken: readonly { left: number; right: number; top: number; bottom: number }[], half = 20) => ({
  taken,
  sight: { left: 0, right: 300, top: 0, bottom: 300 },
  isInArea: (x: number, y: number) => Math.abs(x - 150) < 100 && Math.abs(y - 150) < 100,
  isInside: (x: number, y: number) => Math.abs(x - 150) < half && Math.abs(y - 150) < half,
});

const subject = (name: string, isInside: (x: number, y: number) => boolean, at = { x: 150, y: 150 }) => ({
  code: "1",
  name,
  ...at,
  reach: 0,
  isInside,
});

test("the subject of a map is named within its outline, in more lines where it must", () => {
  for (const [half, lines] of [
    [60, ["Colline-Type"]],
    [30, ["Colline-", "Type"]],
  ] as const) {
    const { isInside, ...ground } = around([], half);
    const [name] = subjectNames([subject("Colline-Type", isInside)], ground);
    expect([half, name?.lines, name?.leader]).toEqual([half, lines, undefined]);
  }
});

test("a subject without room is named beside itself, with a line that ends within it and crosses no other name, or nowhere where others enclose it", () => {
  const wall = { left: 100, right: 200, top: 110, bottom: 128 };
  const { isInside, ...ground } = around([wall], 10);
  const [name] = subjectNames([subject("Colline-Type", isInside)], { ...ground, isInArea: isInside });
  const { from, to } = name?.leader ?? { from: { x: 0, y: 0 }, to: { x: 0, y: 0 } };
  expect(isInside(to.x, to.y)).toBe(true);
  expect(from.y).toBeGreaterThan(wall.bottom);
  expect(subjectNames([subject("Colline-Type", isInside)], ground)).toEqual([]);
});

test("an area that is chosen or pointed at has its name also where others enclose it, on a card over as few names as can be", () => {
  const { isInside, ...ground } = around([], 10);
  const enclosed = { ...subject("Colline-Type", isInside), always: true };
  const [name] = subjectNames([enclosed], ground);
  expect([name?.isCard, name?.lines]).toEqual([true, ["Colline-Type"]]);
  const box = name && boxOf(name.lines, name.x, name.y);
  const standing = box ? [box] : [];
  const [other] = subjectNames([enclosed], { ...ground, standing });
  expect(other && standing.some((one) => touch(one, boxOf(other.lines, other.x, other.y)))).toBe(false);
});

test("wherever an area lies among others, and however it is picked, its name lies on none of them, nor does the line to it", () => {
  const within = (column: number, row: number) => (x: number, y: number) =>
    Math.floor((x - 60) / 30) === column && Math.floor((y - 60) / 30) === row;
  const isInArea = (x: number, y: number) => x >= 60 && x < 240 && y >= 60 && y < 240;
  const ground = { taken: [], sight: { left: 0, right: 300, top: 0, bottom: 300 }, isInArea };
  let beside = 0;
  for (let column = 0; column < 6; column++)
    for (let row = 0; row < 6; row++) {
      const isInside = within(column, row);
      const one = { x: 75 + 30 * column, y: 75 + 30 * row, name: "Latarget-Mermoz", code: "1", isInside };
      const others = [PICKED, END].map((rank) => area("1", one.x, one.y, { ...one, rank }));
      const over = others.flatMap((other) => namesOver([other], [], 300, 300).placed);
      const near = subjectNames([{ ...one, reach: 8 }], ground);
      beside += near.length;
      for (const { from, to } of near.flatMap(({ leader }) => leader ?? []))
        for (let share = 0; share <= 1; share += 0.05) {
          const [across, down] = [from.x + share * (to.x - from.x), from.y + share * (to.y - from.y)];
          expect(isInside(across, down) || !isInArea(across, down)).toBe(true);
        }
      for (const { lines, x, y } of [...over, ...near]) {
        const { left, right, top, bottom } = boxOf(lines, x, y);
        const corners = [left, (left + right) / 2, right].flatMap((across) =>
          [top, bottom].map((down) => [across, down] as const),
        );
        for (const [across, down] of corners) expect(isInside(across, down) || !isInArea(across, down)).toBe(true);
      }
    }
  // Above and below, where the ground is wide enough, each has one.
  expect(beside).toBeGreaterThanOrEqual(12);
});

test("of areas that need a line to their name as many are named in whatever order they come", () => {
  // Ground without areas is a strip at the foot of the map, in which few names have room.
  const ground = {
    taken: [],
    sight: { left: 0, right: 230, top: 0, bottom: 130 },
    isInArea: (_: number, y: number) => y < 100,
  };
  const at = (code: string, x: number) => ({
    code,
    name: "Montagny-Saint-Jean",
    x,
    y: 70,
    reach: 8,
    isInside: (across: number) => Math.abs(across - x) < 15,
  });
  for (let x = 20; x < 210; x += 10)
    for (let other = 20; other < 210; other += 10) {
      const pair = [at("1", x), at("2", other)];
      const [there, back] = [pair, pair.toReversed()].map((order) => subjectNames(order, ground).length);
      expect([x, other, there]).toEqual([x, other, back]);
    }
});

test("a mark and a name that have no room one above the other stand on one line, and the mark is not drawn twice", () => {
  const isInside = (x: number, y: number) => Math.abs(x - 100) < 30 && Math.abs(y - 100) < 11;
  const { placed, unmarked } = namesOver([area("1", 100, 100, { sign: "▼", isInside })], [], 300, 300);
  expect(placed).toMatchObject([{ lines: ["▼\u00a0Nom 1"] }]);
  expect([...unmarked]).toEqual(["1"]);
});

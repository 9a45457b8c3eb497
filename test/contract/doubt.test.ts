import fc from "fast-check";
import { expect, test } from "vitest";
import { type ClockDoubt, doubtAfter, isDispelled } from "../../src/contract/doubt.ts";

interface Reading {
  /** of the clock */
  readonly at: string | Date;
  /** hours for which the machine has run */
  readonly up: number;
  readonly boot?: string | null;
}

/** How many claimed days count after these readings, each by the JSON of the doubt before it. */
function daysAfter(...readings: readonly Reading[]): number {
  const last = readings.reduce<ClockDoubt | undefined>((doubt, { at, up, boot = "a" }) => {
    const before = doubt && JSON.parse(JSON.stringify(doubt));
    return doubtAfter(before, new Date(at), { uptime: () => up * 3600, bootId: () => boot });
  }, undefined);
  return last?.days ?? 0;
}

const first: Reading = { at: "2031-01-10T12:00:00Z", up: 5 };

test("three distinct claimed days dispel a doubt, and two do not", () => {
  const doubt = { day: 1, latest: 1, uptime: 0, bootId: null };
  expect([1, 2, 3].map((days) => isDispelled({ ...doubt, days }))).toEqual([false, false, true]);
  const daily = [0, 1, 2].map((day) => ({ at: `2031-01-1${day}T03:00:00Z`, up: 24 * day }));
  expect([1, 2, 3].map((n) => daysAfter(...daily.slice(0, n)))).toEqual([1, 2, 3]);
});

test("a day counts once, however long it is claimed", () => {
  expect(daysAfter(first, { at: "2031-01-10T23:59:59.999Z", up: 500 })).toBe(1);
  expect(daysAfter(first, { at: "2031-01-11T00:00:00Z", up: 500 })).toBe(2);
});

test("the next day counts after 20 hours of the machine's running, and not a second before", () => {
  const next = (up: number) => daysAfter(first, { at: "2031-01-11T12:00:00Z", up });
  expect([next(25 - 1 / 3600), next(25)]).toEqual([1, 2]);
});

test("a day that came too early may be claimed again later", () => {
  const early: Reading = { at: "2031-01-11T00:30:00Z", up: 5.5 };
  expect(daysAfter(first, early, { at: "2031-01-11T20:00:00Z", up: 25 })).toBe(2);
});

test("a machine that was started in between need not have run", () => {
  expect(daysAfter(first, { at: "2031-01-11T12:00:00Z", up: 0.1, boot: "b" })).toBe(2);
  expect(daysAfter(first, { at: "2031-01-10T18:00:00Z", up: 0.1, boot: "b" })).toBe(1);
});

test("where the system has no id of a start, only an uptime that went down is one", () => {
  const next = (up: number) => daysAfter({ ...first, boot: null }, { at: "2031-01-11T12:00:00Z", up, boot: null });
  expect([next(4.9), next(5), next(24.9), next(25)]).toEqual([2, 1, 1, 2]);
});

test("two days ahead count, three begin the doubt anew", () => {
  const next = (at: string) => daysAfter(first, { at: "2031-01-11T12:00:00Z", up: 30 }, { at, up: 100 });
  expect([next("2031-01-13T23:59:59Z"), next("2031-01-14T00:00:00Z")]).toEqual([3, 1]);
});

test("any step back begins the doubt anew, also behind a day that did not count", () => {
  expect(daysAfter(first, { at: "2031-01-11T12:00:00Z", up: 30 }, { at: "2031-01-10T23:59:59Z", up: 60 })).toBe(1);
  expect(daysAfter(first, { at: "2031-01-11T12:00:00Z", up: 6 }, { at: "2031-01-10T23:59:59Z", up: 60 })).toBe(1);
});

/** The same by looking at the whole past each time: of the readings since the last break, those that count. */
function model(readings: readonly Required<Reading>[]): number {
  const dayOf = ({ at }: Reading) => Math.floor(new Date(at).getTime() / 86_400_000);
  let since: Required<Reading>[] = [];
  const counted = () => {
    const days: Required<Reading>[] = [];
    for (const one of since) {
      const last = days.at(-1);
      const ran = last && (one.boot === last.boot ? one.up - last.up >= 20 : true);
      if (last === undefined || (dayOf(one) > dayOf(last) && ran)) days.push(one);
    }
    return days;
  };
  for (const reading of readings) {
    const back = since.some((one) => dayOf(one) > dayOf(reading));
    const last = counted().at(-1);
    const ahead = last !== undefined && dayOf(reading) - dayOf(last) > 2;
    since = back || ahead ? [reading] : [...since, reading];
  }
  return counted().length;
}

test("any sequence of readings is followed as the rule says", () => {
  const step = fc.record({
    hours: fc.oneof(
      { weight: 5, arbitrary: fc.integer({ min: 0, max: 60 }) },
      { weight: 1, arbitrary: fc.integer({ min: -60, max: 2000 }) },
    ),
    ran: fc.integer({ min: 0, max: 30 }),
    started: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  });
  let most = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 25 }), (steps) => {
      let [at, up, boot] = [Date.parse("2031-01-10T12:00:00Z"), 0, 0];
      const readings = steps.map(({ hours, ran, started }) => {
        at += hours * 3_600_000;
        if (started) [up, boot] = [0, boot + 1];
        up += ran;
        return { at: new Date(at), up, boot: String(boot) };
      });
      const days = daysAfter(...readings);
      most = Math.max(most, days);
      expect(days).toBe(model(readings));
    }),
    { numRuns: 1000 },
  );
  expect(most).toBeGreaterThanOrEqual(3);
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { MOST_CLIENTS, networkOf, rateLimiter } from "../../src/http/limits.ts";
import { appOf, contextOf, donationJson } from "../intake/support.ts";
import { stoppedClock, vaultAt } from "../vault/support.ts";

/** All million with VOISINAGE_FULL=1. */
const MANY = process.env.VOISINAGE_FULL === "1" ? 1_000_000 : 150_000;

const SALT = new Uint8Array(32).fill(3);

/** A limiter of 60 a minute, and a clock that goes on by seconds. */
function limited(perMinute = 60) {
  let seconds = 0;
  const clock = () => new Date(Date.UTC(2026, 2, 10) + seconds * 1000);
  const limiter = rateLimiter({ perMinute, clock, salt: SALT });
  return {
    limiter,
    wait: (more: number) => {
      seconds += more;
    },
    /** how many of these requests go on */
    passed: (requests: number, address = "192.0.2.1") =>
      Array.from({ length: requests }, () => limiter.take(address)).filter((refused) => refused === undefined).length,
  };
}

test("twenty requests at once, then one a second; what is turned away costs nothing", () => {
  const { limiter, passed, wait } = limited();
  expect(passed(50)).toBe(20);
  expect(limiter.take("192.0.2.1")).toEqual({
    wait: 1,
    sentence: "an address may make 60 requests a minute; try again in 1 s",
  });
  wait(1);
  expect(passed(50)).toBe(1);
  wait(5);
  expect(passed(50)).toBe(5);
  wait(3600);
  expect(passed(50)).toBe(20);
});

test("every hour the names are others, and the ones before are forgotten", () => {
  const { limiter, wait } = limited();
  limiter.take("192.0.2.1");
  for (let i = 0; i < 59; i += 1) {
    wait(60);
    limiter.take("192.0.2.1");
  }
  wait(30);
  limiter.take("192.0.2.2");
  expect(limiter.known()).toBe(2);
  // The hour is full, and nobody has been silent for a minute.
  wait(30);
  limiter.take("192.0.2.3");
  expect(limiter.known()).toBe(1);
});

test("each address has its own, and all together have a hundred times as much", () => {
  const { passed, limiter } = limited();
  expect(passed(50, "192.0.2.1")).toBe(20);
  expect(passed(50, "192.0.2.2")).toBe(20);
  let others = 0;
  for (let i = 0; i < 255; i += 1) others += passed(20, `198.51.100.${i}`);
  expect(others).toBe(2000 - 40);
  expect(limiter.take("203.0.113.1")?.sentence).toContain("all addresses together may make 6000 requests a minute");
  // Addresses turned away by the common limit are not remembered: a flood of them cannot fill the memory.
  const before = limiter.known();
  for (let i = 0; i < 1000; i += 1) limiter.take(`2001:db8:${i.toString(16)}::1`);
  expect(limiter.known()).toBe(before);
});

test("one subscriber's IPv6 network, or one site's, leaves most of the rate of all to others", () => {
  for (const [networks, most] of [
    [Array.from({ length: 256 }, (_, i) => `2001:db8:1:ab${i.toString(16).padStart(2, "0")}::1`), 8],
    [Array.from({ length: 4096 }, (_, i) => `2001:db8:2:${(16 * i).toString(16)}::1`), 32],
  ] as const) {
    const { limiter, wait } = limited();
    let through = 0;
    let honest = 0;
    for (let second = 0; second < 60; second += 1) {
      for (let i = 0; i < 300; i += 1) if (!limiter.take(networks[(300 * second + i) % networks.length])) through += 1;
      if (!limiter.take("2001:db8:9:1::1")) honest += 1;
      const early = limiter.take(networks[0])?.sentence;
      if (second > 5) expect(early).toContain(`the addresses of a network together may make ${60 * most} requests`);
      wait(1);
    }
    expect(honest).toBe(60);
    // What comes at once, and what a minute adds.
    expect(through).toBeGreaterThan(60 * most);
    expect(through).toBeLessThanOrEqual(80 * most);
  }
});

test("a million addresses take no more memory than a hundred thousand, and who asks on is still limited", {
  timeout: 300_000,
}, () => {
  // A rate at which nothing but the bound stops them.
  const { limiter } = limited(1_000_000);
  const own = rateLimiter({ perMinute: 60_000, clock: () => new Date(0), salt: SALT });
  for (let i = 0; i < MANY; i += 1) {
    limiter.take(`2001:${(i >> 16).toString(16)}:${(i & 0xffff).toString(16)}::1`);
    if (limiter.known() > MOST_CLIENTS) throw new Error(`${limiter.known()} addresses are in memory`);
  }
  expect(limiter.known()).toBe(MOST_CLIENTS);
  for (let i = 0; i < 20_000; i += 1) expect(own.take("192.0.2.1")).toBeUndefined();
  for (let i = 0; i < MOST_CLIENTS - 1; i += 1) own.take(`2001:${(i >> 16).toString(16)}:${(i & 0xffff).toString(16)}::1`);
  expect(own.take("192.0.2.1")?.sentence).toContain("an address may make");
});

test("an address is forgotten after a minute without a request", () => {
  const { limiter, wait } = limited();
  limiter.take("192.0.2.1");
  wait(59);
  limiter.take("192.0.2.2");
  expect(limiter.known()).toBe(2);
  wait(1);
  limiter.take("192.0.2.3");
  expect(limiter.known()).toBe(2);
  wait(3600);
  limiter.take("192.0.2.3");
  expect(limiter.known()).toBe(1);
});

test("never more in a time than the burst and what the time gives, whatever the pattern and the clock's steps back", () => {
  const steps = fc.array(fc.tuple(fc.integer({ min: -5, max: 30 }), fc.integer({ min: 0, max: 40 })), { maxLength: 40 });
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 600 }), (pattern, perMinute) => {
      const { passed, wait } = limited(perMinute);
      let forward = 0;
      let all = 0;
      for (const [seconds, requests] of pattern) {
        wait(seconds);
        forward += Math.max(0, seconds);
        all += passed(requests);
      }
      expect(all).toBeLessThanOrEqual(Math.max(1, perMinute / 3) + (forward * perMinute) / 60 + 1e-6);
    }),
  );
});

test.each([
  ["192.0.2.1", "192.0.2.1"],
  ["::ffff:192.0.2.1", "192.0.2.1"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
  ["2001:db8:1:2::9", "2001:db8:1:2"],
  ["2001:db8::1", "2001:db8:0:0"],
  ["fe80::1%eth0", "fe80:0:0:0"],
  ["::1", "0:0:0:0"],
  ["", ""],
])("the network of %s is %s", (address, network) => {
  expect(networkOf(address)).toBe(network);
});

function service(rate?: number) {
  const clock = stoppedClock("2026-03-10T12:00:00Z");
  const vault = vaultAt();
  const app = appOf({ vault, context: contextOf(undefined, { clock: clock.now }), ...(rate === undefined ? {} : { rate }) });
  const ask = (method: string, path: string, address?: string) =>
    app.request(
      path,
      {
        method,
        headers: { "Content-Type": "application/json" },
        body: method === "POST" ? JSON.stringify(donationJson()) : null,
      },
      address === undefined ? undefined : { address },
    );
  return { clock, vault, ask };
}

test("the intake turns away an address that asks too often, with a problem and the seconds to wait", async () => {
  const { ask, clock, vault } = service(6);
  for (let i = 0; i < 2; i += 1) expect((await ask("POST", "/v1/donations", "192.0.2.1")).status).toBe(201);
  const refused = await ask("POST", "/v1/donations", "192.0.2.1");
  expect(refused.status).toBe(429);
  expect(refused.headers.get("Retry-After")).toBe("10");
  expect(refused.headers.get("Content-Type")).toBe("application/problem+json");
  expect(refused.headers.get("Cache-Control")).toBe("no-store");
  expect(await refused.json()).toMatchObject({
    type: "/problems/too-many-requests",
    detail: "an address may make 6 requests a minute; try again in 10 s",
  });
  expect((await ask("POST", "/v1/donations", "192.0.2.2")).status).toBe(201);
  clock.set("2026-03-10T12:00:10Z");
  expect((await ask("POST", "/v1/donations", "192.0.2.1")).status).toBe(201);
  expect(vault.status().donations).toBe(4);
});

test.each([
  ["GET", "/v1/my-contribution"],
  ["DELETE", "/v1/my-contribution"],
  ["POST", "/v1/my-contribution/pause"],
  ["POST", "/v1/my-contribution/resume"],
  ["POST", "/v1/my-contribution/objection"],
  ["POST", "/v1/my-contribution/corrections"],
  ["GET", "/v1/my-contribution/export"],
  ["PUT", "/v1/donations"],
])("%s %s counts as well: keys cannot be tried without end", async (method, path) => {
  const { ask } = service();
  for (let i = 0; i < 20; i += 1) expect((await ask(method, path)).status).not.toBe(429);
  expect((await ask(method, path)).status).toBe(429);
});

test("half of an IPv6 address is the visitor's choice, and a forwarded one anybody's: neither makes another visitor", async () => {
  const app = appOf({ vault: vaultAt(), context: contextOf() });
  const answers: number[] = [];
  for (let i = 0; i < 21; i += 1) {
    const headers = { "X-Forwarded-For": `198.51.100.${i}`, Forwarded: `for=198.51.100.${i}`, "X-Real-IP": `198.51.100.${i}` };
    const address = `2001:db8:1:2:${i.toString(16)}::${i.toString(16)}`;
    answers.push((await app.request("/v1/my-contribution", { headers }, { address })).status);
  }
  expect(answers).toEqual([...new Array(20).fill(404), 429]);
});

test("a rate of 0 leaves the limit to what stands in front", async () => {
  const { ask } = service(0);
  for (let i = 0; i < 100; i += 1) expect((await ask("GET", "/v1/my-contribution")).status).toBe(404);
});

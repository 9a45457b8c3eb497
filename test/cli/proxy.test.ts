import { join } from "node:path";
import { expect, test } from "vitest";
import { startServer } from "../../src/cli/serve/home-server.ts";
import { readHome } from "../../src/commons/home.ts";
import { openOperatedCommons } from "../../src/commons/open.ts";
import { AT_ROOT } from "../../src/portal/index.ts";
import { until } from "../support/cli.ts";
import { donation, HTTP_SETTINGS, writeTerritory } from "../support/commons.ts";
import { inFolder } from "../support/folder.ts";
import { documentedProxy, hasNginx, type Nginx, nginxBefore, type ProxyReply, type RequestParts } from "../support/nginx.ts";
import { gridTerritory } from "../support/territory.ts";

/** What a distribution has. */
const stock = "server { listen 443 ssl; location / { proxy_pass http://127.0.0.1:8787; } }";

/** The address that a visitor comes from: another than the program's. */
const VISITOR = "127.0.0.2";
const KEY = "0123456789abcdef0123456789abcdef";

interface Behind extends Pick<Nginx, "filesMade" | "logged"> {
  readonly ask: (path: string, sent?: RequestParts) => Promise<ProxyReply>;
  readonly stopProgram: () => Promise<void>;
}

/** A program behind nginx with this block. */
async function behind<T>(block: string, work: (o: Behind) => Promise<T>): Promise<T> {
  return inFolder(async (folder) => {
    const home = join(folder, "home");
    const territory = writeTerritory(join(folder, "territory"), gridTerritory(2, 2));
    const commons = await openOperatedCommons({ home, territory, settings: { ...HTTP_SETTINGS, measures: ["water.volume"] } });
    const running = await startServer({
      home: readHome(home),
      commons,
      portal: true,
      site: { ...AT_ROOT, url: "https://commons.example.org/" },
      port: 0,
      host: "127.0.0.1",
      progress: () => undefined,
    });
    const nginx = await nginxBefore(running.url, block, folder);
    try {
      const ask: Behind["ask"] = (path, sent) => nginx.ask(VISITOR, path, sent);
      return await work({ ...nginx, ask, stopProgram: () => running.close() });
    } finally {
      await nginx.stop();
      await running.close();
      await commons.close();
    }
  });
}

/** A donation of `bytes` bytes. */
function text(bytes: number): string {
  const one = JSON.stringify(donation("m0l0", 9));
  return `${one}${" ".repeat(bytes - one.length)}`;
}

const posted = (body: readonly string[], headers: Record<string, string> = {}): RequestParts => ({
  method: "POST",
  headers: { "content-type": "application/json", "idempotency-key": `${KEY}${Math.random().toString(16)}`, ...headers },
  body,
});

test.skipIf(!hasNginx)("nginx as it comes writes a donation to a file, and the address of who sent it to its log", () =>
  behind(stock, async ({ ask, filesMade, logged }) => {
    const body = text(47_000);
    expect((await ask("/v1/donations", posted([body], { "content-length": String(body.length) }))).status).toBe(201);
    expect(filesMade()).toBe(true);
    // A line is written once the answer has gone.
    await until(() => logged().includes(VISITOR), "the line of the log");
  }),
);

test.skipIf(!hasNginx)(
  "behind nginx as told, no body and no answer goes through a file, and no log holds an address, whatever happens",
  () =>
    behind(documentedProxy, async ({ ask, filesMade, logged, stopProgram }) => {
      const body = text(47_000);
      const taken = await ask("/v1/donations", posted([body], { "content-length": String(body.length) }));
      expect(taken.status).toBe(201);
      const key = { authorization: `Bearer ${JSON.parse(taken.text).receipt}` };
      // The largest that the intake takes, in pieces and in one; and a byte more.
      const parts = Array.from({ length: 256 }, (_, i) => (i === 0 ? text(4096) : " ".repeat(4096)));
      expect((await ask("/v1/donations", posted(parts, key))).status).toBe(200);
      expect((await ask("/v1/donations", posted([parts.join("")], { ...key, "content-length": "1048576" }))).status).toBe(200);
      const large = posted([`${parts.join("")} `], { ...key, "content-length": "1048577" });
      expect((await ask("/v1/donations", large)).status).toBe(413);
      const view = await ask("/v1/my-contribution", { headers: key });
      expect([view.status, JSON.parse(view.text).donations.length]).toEqual([200, 3]);
      expect((await ask("/catalog.jsonld")).text).toContain("https://commons.example.org/");
      expect((await ask("/catalog.jsonld")).text).not.toContain("127.0.0.1");
      // Browsers come back by HTTPS alone; what the program says of an answer goes through as it is.
      for (const [path, whose] of [
        ["/catalog.jsonld", "cross-origin"],
        ["/nothing", "cross-origin"],
        ["/v1/my-contribution", "same-origin"],
        ["/v1/eligibility", "same-origin"],
      ] as const) {
        const { headers } = await ask(path);
        expect([path, headers["strict-transport-security"], headers["cross-origin-resource-policy"]]).toEqual([
          path,
          "max-age=63072000",
          whose,
        ]);
      }
      // Limits hold, and what is refused by them is not logged.
      const many = await Promise.all(Array.from({ length: 40 }, () => ask("/v1/eligibility")));
      expect(new Set(many.map(({ status }) => status))).toEqual(new Set([200, 429]));
      await ask("/v1/donations", { method: "POST", headers: { "content-type": "text/plain" }, body: ["x"] });
      await stopProgram();
      expect((await ask("/")).status).toBe(502);
      expect((await ask("/partners/v1/measure")).status).toBe(502);
      expect(filesMade()).toBe(false);
      const log = logged();
      expect(log).toContain("GET /catalog.jsonld");
      for (const secret of [VISITOR, "/v1/donations", "/v1/my-contribution", "/v1/eligibility", "/partners", KEY, "Bearer"])
        expect(log).not.toContain(secret);
    }),
);

test("the proxy's bound is the intake's, and its addresses are those that the intake answers", async () => {
  const { MAX_LINE_BYTES } = await import("../../src/intake/lines.ts");
  const { MAX_BYTES } = await import("../../src/partners/dialect/dialect.ts");
  const { isIntake } = await import("../../src/intake/http.ts");
  const [, pattern = "", place = ""] = /location ~ (\S+) \{([\s\S]*?)\n {2}\}/.exec(documentedProxy) ?? [];
  expect(place).toContain(`client_max_body_size ${MAX_LINE_BYTES / 2 ** 20}m;`);
  expect(place).toContain(`client_body_buffer_size ${MAX_LINE_BYTES / 2 ** 20}m;`);
  expect(/location \/partners\/ \{([\s\S]*?)\n {2}\}/.exec(documentedProxy)?.[1]).toContain(
    `client_max_body_size ${MAX_BYTES / 1024}k;`,
  );
  for (const path of [
    "/v1/donations",
    "/v1/donations/x",
    "/v1/eligibility",
    "/v1/my-contribution/export",
    "/intake/openapi.json",
  ])
    expect([isIntake(path), new RegExp(pattern).test(path)]).toEqual([true, true]);
  for (const path of ["/", "/v1/donationsx", "/v1/catalog", "/intakes"])
    expect([isIntake(path), new RegExp(pattern).test(path)]).toEqual([false, false]);
});

test("the documented proxy takes the 256 networks of an IPv6 subscriber for one client, and others for others", () => {
  const written = [...documentedProxy.matchAll(/^ {2}"~(\S+)" {2}\$net;$/gm)].map(([, text = ""]) => new RegExp(text));
  expect(written).toHaveLength(2);
  const clientOf = (address: string) =>
    written.map((one) => one.exec(address)?.groups?.net).find((net) => net !== undefined) ?? address;
  // As nginx writes addresses: without leading zeros, and the longest zeros as "::".
  const mine = ["2001:db8:1:ab00:1:2:3:4", "2001:db8:1:ab12::1", "2001:db8:1:abff:9:9:9:9"];
  expect(new Set(mine.map(clientOf))).toEqual(new Set(["2001:db8:1:ab"]));
  expect(new Set(["2001:db8:1::7", "2001:db8:1:7::7", "2001:db8:1:ff:1:2:3:4"].map(clientOf)).size).toBe(1);
  const others = ["2001:db8:1:ac00::1", "2001:db8:1:b12::1", "2001:db8:2:ab00::1", "2001:db8::1", "192.0.2.1", "192.0.2.2"];
  expect(new Set([...mine, ...others].map(clientOf)).size).toBe(others.length + 1);
});

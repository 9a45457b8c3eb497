import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { type IncomingHttpHeaders, request } from "node:http";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startServer } from "../../src/cli/server.ts";
import { readHome } from "../../src/commons/home.ts";
import { openCommons } from "../../src/commons/open.ts";
import { AT_ROOT } from "../../src/portal/index.ts";
import { inFolder, until } from "../support/cli.ts";
import { donation, STATED, writeTerritory } from "../support/commons.ts";
import { gridTerritory } from "../support/territory.ts";

const page = readFileSync(new URL("../../docs/operating.md", import.meta.url), "utf8");
/** The proxy that operators are told to use. */
const told = /<!-- the test runs this block -->\n```nginx\n([\s\S]*?)```/.exec(page)?.[1] ?? "";
/** What a distribution has. */
const stock = "server { listen 443 ssl; location / { proxy_pass http://127.0.0.1:8787; } }";

const hasNginx = spawnSync("nginx", ["-v"]).status === 0;
/** The address that a visitor comes from: another than the program's. */
const VISITOR = "127.0.0.2";
const KEY = "0123456789abcdef0123456789abcdef";

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

interface Sent {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: readonly string[];
}

interface Answered {
  readonly status: number;
  readonly text: string;
  readonly headers: IncomingHttpHeaders;
}

/** A program behind nginx with this block, in a folder of its own; TLS is left out. */
async function behind<T>(
  block: string,
  work: (o: {
    ask: (path: string, sent?: Sent) => Promise<Answered>;
    /** files were made on the way of bodies and answers */
    filesMade: () => boolean;
    logged: () => string;
    stopProgram: () => Promise<void>;
  }) => Promise<T>,
): Promise<T> {
  return inFolder(async (folder) => {
    const home = join(folder, "home");
    const territory = writeTerritory(join(folder, "territory"), gridTerritory(2, 2));
    const commons = await openCommons({ home, territory, settings: { ...STATED, measures: ["water.volume"] } });
    const running = await startServer({
      home: readHome(home),
      commons,
      portal: true,
      site: { ...AT_ROOT, url: "https://commons.example.org/" },
      port: 0,
      host: "127.0.0.1",
      progress: () => undefined,
    });
    const [port, plain] = [await freePort(), await freePort()];
    const temporary = ["body", "proxy"].map((name) => join(folder, name));
    for (const path of [...temporary, join(folder, "log")]) mkdirSync(path, { mode: 0o777 });
    const conf = join(folder, "nginx.conf");
    const mine = block
      .replaceAll("127.0.0.1:8787", new URL(running.url).host)
      .replaceAll(/listen 443 ssl/g, `listen 127.0.0.1:${port}`)
      .replaceAll("listen 80", `listen 127.0.0.1:${plain}`)
      .replaceAll(/^ *ssl_certificate.*$/gm, "")
      .replaceAll("/var/log/nginx/", `${folder}/log/`);
    writeFileSync(
      conf,
      `user root; worker_processes 1; pid ${folder}/pid; error_log ${folder}/log/error.log;
       events {} http { access_log ${folder}/log/access.log; client_body_temp_path ${temporary[0]}; proxy_temp_path ${temporary[1]};
       fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
       ${mine} }`.replace("user root; ", process.getuid?.() === 0 ? "user root; " : ""),
    );
    const nginx = spawn("nginx", ["-p", folder, "-c", conf, "-e", join(folder, "log/error.log"), "-g", "daemon off;"]);
    let err = "";
    nginx.stderr.on("data", (part) => {
      err += part;
    });
    const ask = (path: string, { method = "GET", headers = {}, body = [] }: Sent = {}) =>
      new Promise<Answered>((resolve, reject) => {
        const asked = request(
          {
            host: "127.0.0.1",
            port,
            path,
            method,
            headers: { host: "commons.example.org", ...headers },
            localAddress: VISITOR,
            agent: false,
          },
          (answer) => {
            let text = "";
            answer.on("data", (part) => {
              text += part;
            });
            answer.on("end", () => resolve({ status: answer.statusCode ?? 0, text, headers: answer.headers }));
            answer.on("error", reject);
          },
        );
        asked.on("error", reject);
        for (const part of body) asked.write(part);
        asked.end();
      });
    try {
      let up = false;
      const knock = setInterval(
        () =>
          void ask("/").then(
            () => (up = true),
            () => undefined,
          ),
        50,
      );
      await until(() => up || nginx.exitCode !== null, "nginx").finally(() => clearInterval(knock));
      expect(err).toBe("");
      const dated = () => temporary.map((path) => statSync(path).mtimeMs).join();
      const before = dated();
      return await work({
        ask,
        filesMade: () => dated() !== before,
        logged: () =>
          readdirSync(join(folder, "log"))
            .map((name) => readFileSync(join(folder, "log", name), "utf8"))
            .join("\n"),
        stopProgram: () => running.close(),
      });
    } finally {
      nginx.kill("SIGQUIT");
      await until(() => nginx.exitCode !== null || nginx.signalCode !== null, "the end of nginx");
      await running.close();
      await commons.close();
    }
  });
}

/** A donation of so many bytes. */
function text(bytes: number): string {
  const one = JSON.stringify(donation("m0l0", 9));
  return `${one}${" ".repeat(bytes - one.length)}`;
}

const posted = (body: readonly string[], headers: Record<string, string> = {}): Sent => ({
  method: "POST",
  headers: { "content-type": "application/json", "idempotency-key": `${KEY}${Math.random().toString(16)}`, ...headers },
  body,
});

test.skipIf(!hasNginx)("nginx as it comes writes a donation to a file, and the address of who sent it to its log", () =>
  behind(stock, async ({ ask, filesMade, logged }) => {
    const body = text(47_000);
    expect((await ask("/v1/donations", posted([body], { "content-length": String(body.length) }))).status).toBe(201);
    expect([filesMade(), logged().includes(VISITOR)]).toEqual([true, true]);
  }),
);

test.skipIf(!hasNginx)(
  "behind nginx as told, no body and no answer goes through a file, and no log holds an address, whatever happens",
  () =>
    behind(told, async ({ ask, filesMade, logged, stopProgram }) => {
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
  const { MAX_BYTES } = await import("../../src/partners/dialect/body.ts");
  const { isIntake } = await import("../../src/intake/index.ts");
  const [, pattern = "", place = ""] = /location ~ (\S+) \{([\s\S]*?)\n {2}\}/.exec(told) ?? [];
  expect(place).toContain(`client_max_body_size ${MAX_LINE_BYTES / 2 ** 20}m;`);
  expect(place).toContain(`client_body_buffer_size ${MAX_LINE_BYTES / 2 ** 20}m;`);
  expect(/location \/partners\/ \{([\s\S]*?)\n {2}\}/.exec(told)?.[1]).toContain(`client_max_body_size ${MAX_BYTES / 1024}k;`);
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

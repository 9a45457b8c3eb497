import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { type IncomingHttpHeaders, request } from "node:http";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect } from "vitest";
import { until } from "./cli.ts";

export const hasNginx = spawnSync("nginx", ["-v"]).status === 0;

const page = readFileSync(new URL("../../docs/operate.md", import.meta.url), "utf8");
/** The configuration of the proxy, from the page for operators. */
export const documentedProxy = /<!-- the test runs this block -->\n```nginx\n([\s\S]*?)```/.exec(page)?.[1] ?? "";

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export interface RequestParts {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: readonly string[];
}

export interface ProxyReply {
  readonly status: number;
  readonly text: string;
  readonly headers: IncomingHttpHeaders;
}

export interface Nginx {
  readonly url: string;
  /** sends a request from this address, which is not the program's own */
  readonly ask: (from: string, path: string, sent?: RequestParts) => Promise<ProxyReply>;
  /** whether nginx wrote bodies or answers to files on their way */
  readonly filesMade: () => boolean;
  readonly logged: () => string;
  readonly stop: () => Promise<void>;
}

/** Starts nginx with this configuration in front of a program, in a folder of its own, without TLS. */
export async function nginxBefore(program: string, block: string, folder: string): Promise<Nginx> {
  const [port, plain] = [await freePort(), await freePort()];
  const temporary = ["body", "proxy"].map((name) => join(folder, name));
  for (const path of [...temporary, join(folder, "log")]) mkdirSync(path, { mode: 0o777 });
  const conf = join(folder, "nginx.conf");
  const configuration = block
    .replaceAll("127.0.0.1:8787", new URL(program).host)
    .replaceAll(/listen 443 ssl/g, `listen 127.0.0.1:${port}`)
    .replaceAll("listen 80", `listen 127.0.0.1:${plain}`)
    .replaceAll(/^ *ssl_certificate.*$/gm, "")
    .replaceAll("/var/log/nginx/", `${folder}/log/`);
  writeFileSync(
    conf,
    `user root; worker_processes 1; pid ${folder}/pid; error_log ${folder}/log/error.log;
       events {} http { access_log ${folder}/log/access.log; client_body_temp_path ${temporary[0]}; proxy_temp_path ${temporary[1]};
       fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
       ${configuration} }`.replace("user root; ", process.getuid?.() === 0 ? "user root; " : ""),
  );
  const nginx = spawn("nginx", ["-p", folder, "-c", conf, "-e", join(folder, "log/error.log"), "-g", "daemon off;"]);
  let err = "";
  nginx.stderr.on("data", (part) => {
    err += part;
  });
  const ask: Nginx["ask"] = (from, path, { method = "GET", headers = {}, body = [] } = {}) =>
    new Promise((resolve, reject) => {
      const asked = request(
        {
          host: "127.0.0.1",
          port,
          path,
          method,
          headers: { host: "commons.example.org", ...headers },
          localAddress: from,
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
  const stop = async () => {
    nginx.kill("SIGQUIT");
    await until(() => nginx.exitCode !== null || nginx.signalCode !== null, "the end of nginx");
  };
  try {
    let up = false;
    const knock = setInterval(
      () =>
        void ask("127.0.0.1", "/").then(
          () => (up = true),
          () => undefined,
        ),
      50,
    );
    await until(() => up || nginx.exitCode !== null, "nginx").finally(() => clearInterval(knock));
    expect(err).toBe("");
  } catch (error) {
    await stop();
    throw error;
  }
  const dated = () => temporary.map((path) => statSync(path).mtimeMs).join();
  const before = dated();
  return {
    url: `http://127.0.0.1:${port}`,
    ask,
    filesMade: () => dated() !== before,
    logged: () =>
      readdirSync(join(folder, "log"))
        .map((name) => readFileSync(join(folder, "log", name), "utf8"))
        .join("\n"),
    stop,
  };
}

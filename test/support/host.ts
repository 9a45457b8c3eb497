import { createReadStream, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";

/** Media types by file extension, as any web server has them; other files are sent as plain bytes. */
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".csv": "text/csv",
};

export interface Host {
  /** with a trailing slash */
  readonly url: string;
  /** paths that were requested but are no files */
  readonly missing: string[];
  close(): Promise<void>;
}

/**
 * A host of plain files that rewrites and negotiates nothing and sets no header but the type; a folder gives its `index.html`.
 */
export async function serveFiles(root: string): Promise<Host> {
  const missing: string[] = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://host");
    const path = join(root, normalize(decodeURIComponent(pathname)), pathname.endsWith("/") ? "index.html" : "");
    const fileStatus = statSync(path, { throwIfNoEntry: false });
    if (!fileStatus?.isFile()) {
      missing.push(pathname);
      response.writeHead(404, { "Content-Type": "text/plain" }).end("not found");
      return;
    }
    const type = TYPES[extname(path)] ?? "application/octet-stream";
    response.writeHead(200, { "Content-Type": type, "Content-Length": fileStatus.size });
    createReadStream(path).pipe(response);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    missing,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

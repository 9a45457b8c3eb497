import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { expect, onTestFinished, test } from "vitest";
import { bodyReader } from "../../src/http/body.ts";
import { makeService } from "../../src/http/service.ts";
import { dial, raw } from "../support/raw.ts";

const BOUNDS = { own: 1000, shared: 5000 };

/** A service that reads bodies of up to 3 000 bytes, and says how long they were. */
async function served() {
  const reader = bodyReader(3000, BOUNDS);
  const { app, add } = makeService({ style: { headers: {} } });
  add("length", { path: "/", method: "post", responses: {} }, async (c) =>
    Response.json({ length: (await reader.bytes(c)).byteLength }),
  );
  const listener = getRequestListener(app.fetch, { autoCleanupIncoming: false });
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const send = (length: number) =>
    raw(url, `POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${length}\r\n\r\n${"x".repeat(length)}`);
  /** The beginning of a body that never ends, once the service has it; what is returned ends it, once the service knows. */
  const stall = async (length: number): Promise<() => Promise<void>> => {
    const begun = new Promise<IncomingMessage>((resolve) =>
      server.once("request", (incoming) => incoming.once("data", () => setImmediate(resolve, incoming))),
    );
    const socket = dial(url);
    socket.on("error", () => undefined);
    socket.write(`POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3000\r\n\r\n${"x".repeat(length)}`);
    const incoming = await begun;
    return () =>
      new Promise((resolve) => {
        incoming.once("close", () => setImmediate(resolve));
        socket.destroy();
      });
  };
  return { send, stall };
}

test("large bodies that do not end take a bounded part of memory: the next is refused, small ones and what comes later are read", async () => {
  const { send, stall } = await served();
  const stalled = [await stall(2600), await stall(2600), await stall(2600)];
  const refused = await send(2000);
  expect(refused?.status).toBe(503);
  expect(refused?.head).toMatch(/^retry-after: 5\r$/im);
  expect(JSON.parse(refused?.body ?? "")).toMatchObject({
    type: "/problems/service-busy",
    detail: expect.stringContaining("at most 5000 bytes together"),
  });
  expect((await send(1000))?.status).toBe(200);
  expect((await send(1200))?.status).toBe(200);
  await stalled[0]?.();
  const read = await send(2000);
  expect(JSON.parse(read?.body ?? "")).toEqual({ length: 2000 });
});

test("a body that was read, or refused, gives back what it had", async () => {
  const { send } = await served();
  for (let i = 0; i < 20; i += 1) {
    expect((await send(2900))?.status).toBe(200);
    expect((await send(3001))?.status).toBe(413);
  }
});

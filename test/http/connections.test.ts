import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { expect, onTestFinished, test, vi } from "vitest";
import { boundConnections, closeServer } from "../../src/http/connections.ts";
import { answerOn, dial } from "../support/raw.ts";

/** How many of a hundred connections of one address are served, all of them open at once. */
async function served(behindProxy: boolean): Promise<{ first: number; later: number }> {
  const server = createServer((_, outgoing) => void outgoing.end("here"));
  boundConnections(server, { behindProxy });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const ask = async (many: number) => {
    const sockets = Array.from({ length: many }, () => dial(url));
    const answers = await Promise.all(
      sockets.map((socket) => {
        const answer = answerOn(socket);
        socket.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        return answer;
      }),
    );
    const closed = sockets.map(
      (socket) => new Promise((resolve) => (socket.destroyed ? resolve(0) : socket.once("close", resolve))),
    );
    for (const socket of sockets) socket.destroy();
    await Promise.all(closed);
    return answers.filter((answer) => answer?.status === 200).length;
  };
  const first = await ask(100);
  await new Promise<void>((resolve) => {
    const look = () => server.getConnections((_, open) => (open === 0 ? resolve() : setImmediate(look)));
    look();
  });
  const later = await ask(10);
  await new Promise((resolve) => server.close(resolve));
  return { first, later };
}

test("one address has 64 connections at a time, and may open others when those are closed", async () => {
  expect(await served(false)).toEqual({ first: 64, later: 10 });
});

test("behind a proxy, which has one address for all, there are as many as it opens", async () => {
  expect(await served(true)).toEqual({ first: 100, later: 10 });
});

test("a server that is to end answers each busy connection once more, and ends", async () => {
  const server = createServer((_, outgoing) => void outgoing.end("here"));
  boundConnections(server, { behindProxy: true });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const socket = dial(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const request = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
  let ended: Promise<unknown> | undefined;
  let answers = 0;
  // The next request is on its way before the answer to the last one is: the connection is never idle.
  server.on("request", () => {
    ended ??= new Promise((resolve) => server.close(resolve));
    socket.write(request);
  });
  const closed = new Promise((resolve) => socket.once("close", resolve));
  socket.on("error", () => undefined);
  socket.on("data", (bytes: Buffer) => {
    answers += bytes.toString("latin1").split("HTTP/1.1 200").length - 1;
    if (answers > 50) socket.destroy();
  });
  socket.write(request);
  await closed;
  await ended;
  expect(answers).toBe(2);
});

test("whoever stalls keeps no server from ending: its time is up", async () => {
  const server = createServer((_, outgoing) => void outgoing.end("here"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const socket = dial(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const begun = new Promise((resolve) => server.once("connection", (incoming) => incoming.once("data", resolve)));
  const ended = new Promise((resolve) => socket.once("close", resolve));
  socket.on("error", () => undefined);
  socket.write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n");
  await begun;
  await closeServer(server, { requestTimeout: 50 });
  await ended;
});

/** A server that sends much, in one piece or in many, and ends clients that read nothing for `stall` milliseconds. */
async function sending(stall: number, pieces: number) {
  const piece = Buffer.alloc((64 * 2 ** 20) / pieces);
  const server = createServer(async (_, outgoing) => {
    for (let i = 0; i < pieces && !outgoing.destroyed; i += 1)
      if (!outgoing.write(piece)) await new Promise((resolve) => outgoing.once("drain", resolve));
    outgoing.end();
  });
  boundConnections(server, { behindProxy: true, stall });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const accepted = new Map<number, Socket>();
  server.on("connection", (socket) => accepted.set(socket.remotePort as number, socket));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, accepted };
}

test.each([1, 1024])(
  "who takes nothing of an answer of %i pieces is ended, and who takes little at a time is not",
  async (pieces) => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "performance"] });
    onTestFinished(() => void vi.useRealTimers());
    const { url, accepted } = await sending(600, pieces);
    const [silent, slow] = [dial(url), dial(url)];
    for (const socket of [silent, slow]) {
      socket.on("error", () => undefined);
      socket.pause();
      socket.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
      await once(socket, "connect");
    }
    onTestFinished(() => void slow.destroy());
    /** More than systems keep on the way: the server has sent some of it since. */
    const take = async (bytes: number) => {
      for (let taken = 0; taken < bytes; ) {
        const part = slow.read() as Buffer | null;
        if (part === null) await once(slow, "readable");
        else taken += part.length;
      }
    };
    for (let i = 0; i < 5; i += 1) {
      await take(10 * 2 ** 20);
      vi.advanceTimersByTime(400);
    }
    const isOpen = (socket: Socket) => accepted.get(socket.localPort as number)?.destroyed === false;
    expect([silent, slow].map(isOpen)).toEqual([false, true]);
  },
);

/**
 * Drives Firefox by its own protocol, Marionette, which geckodriver speaks to it. Debian has Firefox but no geckodriver. Each
 * message is its length in bytes, a colon, and JSON; a command is [0, id, name, parameters], an answer [1, id, error, value].
 */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { freePort } from "./free-port.mjs";

export const FIREFOX = "/usr/bin/firefox-esr";

/** Opens Firefox without a window, as wide as a phone. */
export async function openFirefox({ width, height }) {
  const profile = mkdtempSync(join(tmpdir(), "voisinage-firefox-"));
  const port = await freePort();
  writeFileSync(join(profile, "user.js"), `user_pref("marionette.port", ${port});\nuser_pref("remote.log.level", "Error");\n`);
  const browser = spawn(FIREFOX, ["--headless", "--marionette", "--no-remote", "--profile", profile], {
    stdio: "ignore",
    env: { ...process.env, HOME: profile, MOZ_HEADLESS_WIDTH: String(width), MOZ_HEADLESS_HEIGHT: String(height) },
  });
  const ended = new Promise((done) => browser.once("exit", done));
  const socket = await connected(port);
  const send = talk(socket);
  const { capabilities } = await send("WebDriver:NewSession", { capabilities: { alwaysMatch: { acceptInsecureCerts: false } } });
  return {
    name: `Firefox ${capabilities.browserVersion}`,
    send: (command, parameters) => send(`WebDriver:${command}`, parameters),
    close: async () => {
      await send("Marionette:Quit", { flags: ["eForceQuit"] }).catch(() => undefined);
      await Promise.race([ended, setTimeout(5000).then(() => browser.kill("SIGKILL"))]);
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Connects once the browser listens. */
async function connected(port) {
  for (let attempt = 0; attempt < 150; attempt++) {
    const socket = connect(port, "127.0.0.1");
    const isOpen = await new Promise((done) => {
      socket.once("connect", () => done(true));
      socket.once("error", () => done(false));
    });
    if (isOpen) return socket;
    await setTimeout(200);
  }
  throw new Error("Firefox does not listen after 30 s");
}

function talk(socket) {
  const waiting = new Map();
  let read = Buffer.alloc(0);
  let last = 0;
  socket.on("data", (part) => {
    read = Buffer.concat([read, part]);
    for (;;) {
      const colon = read.indexOf(":");
      const length = colon < 0 ? Number.NaN : Number(read.subarray(0, colon).toString());
      if (!(read.length >= colon + 1 + length)) return;
      const message = JSON.parse(read.subarray(colon + 1, colon + 1 + length).toString());
      read = read.subarray(colon + 1 + length);
      // The first message is a greeting.
      if (!Array.isArray(message)) continue;
      const [, id, error, value] = message;
      const { done, fail } = waiting.get(id) ?? {};
      waiting.delete(id);
      if (error) fail?.(new Error(`${error.error}: ${error.message}`));
      else done?.(value);
    }
  });
  socket.on("close", () => {
    for (const { fail } of waiting.values()) fail(new Error("Firefox closed the connection"));
  });
  return (name, parameters = {}) =>
    new Promise((done, fail) => {
      last += 1;
      waiting.set(last, { done, fail });
      const text = JSON.stringify([0, last, name, parameters]);
      socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
}

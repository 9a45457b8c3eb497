/** Drives WebKitGTK by WebDriver, over HTTP on loopback. MiniBrowser needs a display, so it gets a virtual one (Xvfb). */
import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { freePort } from "./free-port.mjs";

export const WEBKIT_DRIVER = "/usr/bin/WebKitWebDriver";
export const XVFB = "/usr/bin/Xvfb";

/** Finds MiniBrowser; Debian's folder for it depends on the architecture. */
function miniBrowser() {
  const places = readdirSync("/usr/lib").flatMap((place) =>
    ["webkit2gtk-4.1", "webkit2gtk-4.0", "webkitgtk-6.0"].map((version) => `/usr/lib/${place}/${version}/MiniBrowser`),
  );
  return places.find(existsSync);
}

export async function openWebKit({ width, height }) {
  const port = await freePort();
  // Xvfb chooses a free display and writes its number to file descriptor 3.
  const screen = spawn(XVFB, ["-displayfd", "3", "-screen", "0", `${width}x${height}x24`, "-nolisten", "tcp"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  const display = await new Promise((done, fail) => {
    screen.stdio[3].once("data", (number) => done(`:${String(number).trim()}`));
    screen.once("exit", () => fail(new Error("Xvfb ended")));
  });
  const driver = spawn(WEBKIT_DRIVER, [`--port=${port}`, "--host=127.0.0.1"], {
    stdio: "ignore",
    env: { ...process.env, DISPLAY: display, LIBGL_ALWAYS_SOFTWARE: "1", NO_AT_BRIDGE: "1" },
  });
  const stop = () => {
    driver.kill();
    screen.kill();
  };
  const ask = async (method, path, body) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } }),
    });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`${value.error}: ${value.message}`);
    return value;
  };
  try {
    const session = await begin(ask);
    const at = `/session/${session.sessionId}`;
    return {
      name: `WebKitGTK ${session.capabilities.browserVersion}`,
      send: (command, parameters) => COMMANDS[command](ask, at, parameters),
      close: async () => {
        await ask("DELETE", at).catch(() => undefined);
        stop();
      },
    };
  } catch (error) {
    stop();
    throw error;
  }
}

async function begin(ask) {
  const options = { binary: miniBrowser(), args: ["--automation"] };
  const wanted = { capabilities: { alwaysMatch: { "webkitgtk:browserOptions": options } } };
  for (let attempt = 0; ; attempt++) {
    try {
      return await ask("POST", "/session", wanted);
    } catch (error) {
      // Until the driver listens, connections fail.
      if (attempt === 50 || !(error instanceof TypeError)) throw error;
      await setTimeout(200);
    }
  }
}

/** The commands of the paths, named as Marionette names them. */
const COMMANDS = {
  Navigate: (ask, at, { url }) => ask("POST", `${at}/url`, { url }),
  ExecuteScript: (ask, at, parameters) => ask("POST", `${at}/execute/sync`, parameters).then((value) => ({ value })),
  FindElement: (ask, at, parameters) => ask("POST", `${at}/element`, parameters).then((value) => ({ value })),
  ElementClick: (ask, at, { id }) => ask("POST", `${at}/element/${id}/click`, {}),
  ElementSendKeys: (ask, at, { id, text }) => ask("POST", `${at}/element/${id}/value`, { text }),
};

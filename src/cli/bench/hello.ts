import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { Hono } from "hono";

/** The program of a separate process for `bench portal`: hono without anything else, to compare the portal with. */
const app = new Hono();
app.get("/", (c) => c.text("hello"));
serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, ({ port }: AddressInfo) => {
  process.stdout.write(`http://127.0.0.1:${port}\n`);
});

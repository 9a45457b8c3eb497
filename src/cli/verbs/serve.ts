import { readHome } from "../../commons/home.ts";
import type { OperatedCommons } from "../../commons/types.ts";
import { HOME, KEY, withCommons } from "../options.ts";
import { HOST, OPERATOR, operatorOf, PORT, serveUntilStopped, startServer } from "../serve/index.ts";
import { BASE_URL, siteOf } from "../site.ts";
import { choice, makeVerb, wholeOption } from "../verb.ts";

export const serve = makeVerb({
  options: {
    home: HOME,
    port: PORT,
    host: HOST,
    rate: wholeOption(
      "N",
      "requests a minute that one address may make of the intake; 0: the proxy in front limits. By default 60, and 0 on a loopback host",
      0,
      1_000_000,
    ),
    baseUrl: BASE_URL,
    readRate: wholeOption(
      "N",
      "requests a minute that one address may make of the portal; 0: the proxy in front limits. By default 600, and 0 on a loopback host",
      0,
      1_000_000,
    ),
    only: choice(["portal", "intake"], "one of the two"),
    key: KEY,
    ...OPERATOR,
  },
  run: async (input) => {
    const { only, port, host, rate, readRate, progress } = input;
    const home = readHome(input.home);
    const served = { home, portal: only !== "intake", site: siteOf(input), port, host, rate, readRate, progress };
    const running = (commons?: OperatedCommons) =>
      serveUntilStopped(startServer({ ...served, commons, operator: operatorOf(input) }), ({ url }) =>
        input.say(`serving ${only ?? "portal and intake"} on ${url}`),
      );
    await (only === "portal" ? running() : withCommons(input, running));
    return { text: "stopped", json: { stopped: true } };
  },
});

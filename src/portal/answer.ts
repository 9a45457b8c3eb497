import type { Context } from "hono";
import type { Body } from "../http/index.ts";

/** What an address answers: a body, which the portal sends as the client wants it, or an answer that is ready. */
export type Answer = Body | Response;
export type Handler = (c: Context) => Answer | Promise<Answer>;

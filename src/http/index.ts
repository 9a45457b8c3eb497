/**
 * The one way in: how every service of the house reads requests, limits them, answers, refuses, is described, is served and is
 * watched. Intake, portal, partners and issuer are apps made of these parts.
 */
export { type BodyReader, bodyReader, sendsBody } from "./body.ts";
export { type BodyCache, bodyCache } from "./cache.ts";
export { isNotModified } from "./conditions.ts";
export { LOOPBACK, type TIMES } from "./connections.ts";
export { integer, refusals, success, text, texts } from "./describe.ts";
export { ownSecurity, PAGE, PRIVATE, PUBLIC, policyInPage } from "./headers.ts";
export { type HotAnswers, hotAnswers, verbatim } from "./hot.ts";
export { DEFAULT_RATE, type Limiter, rateLimiter, refuseEarly } from "./limits.ts";
export { type Logger, makeLog } from "./log.ts";
export { afterReply, bodiesInFlight, sharedBytes } from "./memory.ts";
export { type GaugeReader, makeMetrics } from "./metrics.ts";
export { atMostEvery, CHECK_EVERY, type ReadinessCheck, startOperator } from "./operator.ts";
export { type ProblemStyle, problem, problemType } from "./problem.ts";
export { addressOf, headerOf, jsonReply, pieceReply, type ReplyHeaders, reply } from "./reply.ts";
export { type Body, type Form, formFor, IMMUTABLE, lastingBody, makeBody, publicReply, SHORT, send, sendFile } from "./send.ts";
export { type Fetch, listen, type Running } from "./server.ts";
export { type HttpHandler, makeService, type Route, type ServiceInfo, wrongMethod } from "./service.ts";
export { pathOf } from "./traffic.ts";

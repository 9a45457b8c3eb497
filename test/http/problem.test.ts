import { expect, test } from "vitest";
import { type ProblemCode, Refusal } from "../../src/contract/problem.ts";
import { PROBLEMS } from "../../src/contract/problem-codes.ts";
import { problemParts } from "../../src/http/problem.ts";

const CODES = Object.keys(PROBLEMS) as ProblemCode[];
const bodyOf = (code: ProblemCode) => problemParts(new Refusal(code, "/srv/commons/ledger.sqlite is damaged"), { headers: {} });

test.each(CODES.filter((code) => PROBLEMS[code].status === 500 && code !== "release-damaged"))(
  "%s, a fault of the operator's, is answered without its sentence, which may name a file of the machine",
  (code) => {
    const { status, body, refusal } = bodyOf(code);
    expect(status).toBe(500);
    expect(JSON.parse(body)).toEqual({
      type: `/problems/${code}`,
      title: PROBLEMS[code].title,
      status: 500,
      detail: PROBLEMS[code].title,
    });
    // The operator's log has it.
    expect(refusal.message).toContain("/srv/commons");
  },
);

test("what a client can mend is said in full", () => {
  expect(JSON.parse(bodyOf("invalid-value").body).detail).toContain("ledger.sqlite");
});

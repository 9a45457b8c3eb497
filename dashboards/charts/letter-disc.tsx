import { px } from "./parts.tsx";

/** One of two compared areas by its letter in a disc: A is filled and B hollow. A hollow dot without a letter has another meaning. */
export function LetterDisc({ letter, x, y, r = 10 }: { letter: string; x: number; y: number; r?: number }) {
  const [ground, ink] = letter === "B" ? ["var(--card)", "var(--ink)"] : ["var(--ink)", "var(--card)"];
  return (
    <g>
      <circle cx={px(x)} cy={px(y)} r={r} fill={ground} stroke="var(--ink)" stroke-width="2" />
      <text x={px(x)} y={px(y + 4.5)} text-anchor="middle" font-size="13" font-weight="700" fill={ink}>
        {letter}
      </text>
    </g>
  );
}

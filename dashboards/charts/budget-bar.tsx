import { type ChartFrame, Drawing, px } from "./parts.tsx";

export interface BudgetBarProps extends ChartFrame {
  /** shares of the whole budget, in order, in two alternating inks; what is left of the bar is hollow */
  readonly parts: readonly { readonly name: string; readonly share: number }[];
}

/** Inks of successive parts, used in turn. */
export const INKS = ["var(--ink)", "var(--edge)"] as const;

/** A budget as one bar: what is spent in two inks, what is left hollow. */
export function BudgetBar(props: BudgetBarProps) {
  const { width, parts } = props;
  const height = 26;
  let at = 0;
  return (
    <Drawing {...props} height={height + 2}>
      <clipPath id={`${props.id}-clip`}>
        <rect x="1" y="1" width={width - 2} height={height} rx="6" />
      </clipPath>
      <g clip-path={`url(#${props.id}-clip)`}>
        {parts.map(({ name, share }, i) => {
          const from = at;
          at += share * (width - 2);
          return (
            <rect
              key={name}
              x={px(1 + from)}
              y="1"
              width={px(Math.max(share > 0 ? 1.5 : 0, at - from - 1))}
              height={height}
              fill={INKS[i % INKS.length] ?? INKS[0]}
            />
          );
        })}
      </g>
      <rect x="1" y="1" width={width - 2} height={height} rx="6" fill="none" stroke="var(--edge)" stroke-width="1.500" />
    </Drawing>
  );
}

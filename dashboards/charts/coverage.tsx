import { type ChartFrame, Drawing, Hatch, px, textWidth } from "./parts.tsx";

/** How many areas or cells are published, out of all that there could be. */
export interface CoverageRow {
  readonly name: string;
  readonly shown: number;
  readonly all: number;
  readonly text: string;
}

/** Shares as bars of equal length: full for the published part, hatched for the part with too few homes. */
export function Coverage(props: ChartFrame & { readonly rows: readonly CoverageRow[] }) {
  const { width, id, rows } = props;
  const pitch = 46;
  return (
    <Drawing {...props} height={pitch * rows.length + 2}>
      <Hatch id={`${id}-hatch`} />
      {rows.map(({ name, shown, all, text }, i) => {
        const top = pitch * i;
        const full = all === 0 ? 0 : (width - 2) * (shown / all);
        return (
          <g key={name}>
            <text x="1" y={top + 16}>
              {name.length > (width - textWidth(text, 13, true)) / textWidth("n") ? `${name.slice(0, 18)}…` : name}
            </text>
            <text x={width - 1} y={top + 16} text-anchor="end" font-weight="700">
              {text}
            </text>
            <rect x="1" y={top + 23} width={width - 2} height="14" rx="4" fill={`url(#${id}-hatch)`} stroke="var(--hatch)" />
            {full > 0 ? <rect x="1" y={top + 23} width={px(Math.max(3, full))} height="14" rx="4" fill="var(--ink-2)" /> : null}
          </g>
        );
      })}
    </Drawing>
  );
}

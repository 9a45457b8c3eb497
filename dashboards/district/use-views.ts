import { useEffect, useState } from "preact/hooks";

/** A part of the page that is loaded once `wanted` is true; null until it is there. */
export function useViews<T>(wanted: boolean, load: () => Promise<T>): T | null {
  const [views, setViews] = useState<T | null>(null);
  useEffect(() => {
    if (wanted) void load().then((module) => setViews(() => module));
  }, [wanted, load]);
  return wanted ? views : null;
}

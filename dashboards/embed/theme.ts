/**
 * Sets the theme of an embedded figure. By default it keeps the light colours, because most sites are white whatever the
 * visitor's screen. `auto` follows the screen; `dark` is for dark sites.
 */
export function setTheme(theme: string | null): void {
  if (theme !== "dark" && theme !== "auto") return;
  const root = document.documentElement;
  delete root.dataset.ground;
  if (theme === "auto") return;
  root.style.colorScheme = "dark";
  for (const sheet of document.styleSheets)
    for (const rule of sheet.cssRules)
      if (rule instanceof CSSMediaRule && rule.conditionText.includes("prefers-color-scheme: dark"))
        rule.media.mediaText = "screen";
}

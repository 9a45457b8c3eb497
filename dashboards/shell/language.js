/* Runs before anything is drawn: the language of the page is that of its address, and so are the words that it fetches. */
document.documentElement.lang = new URLSearchParams(location.search).get("lang") === "en" ? "en" : "fr";
for (const link of document.querySelectorAll(`link[rel="words"][hreflang="${document.documentElement.lang}"]`))
  link.rel = "modulepreload";

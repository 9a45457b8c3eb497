/* Runs before anything is drawn: the language of the page is that of its address or the commons' first, and so are its words. */
const [first] = document.querySelector('meta[name="voisinage-languages"]').content.split(" ");
const requested = new URLSearchParams(location.search).get("lang");
document.documentElement.lang = ["fr", "en"].includes(requested) ? requested : first;
for (const link of document.querySelectorAll(`link[rel="words"][hreflang="${document.documentElement.lang}"]`))
  link.rel = "modulepreload";

/* Runs before anything is drawn: the language of the page is that of its address. */
document.documentElement.lang = new URLSearchParams(location.search).get("lang") === "en" ? "en" : "fr";

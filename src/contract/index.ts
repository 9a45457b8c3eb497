// What crosses a border: schemas of donations, settings, releases, the public log and problems, and the words for columns,
// statuses and statistics. Runs in a browser.

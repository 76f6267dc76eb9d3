// Loads one of the page's own JavaScript bundles when it is first needed.

/** Imports `path`, relative to the page's address. */
export const load = (path) => import(new URL(path, document.baseURI).href);

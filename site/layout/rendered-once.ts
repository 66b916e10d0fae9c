/**
 * Parts that are the same on thousands of pages, as HTML by name: rendered once a build. While somebody works on the
 * site none is kept, so that a change shows.
 */
export const parts = new Map<string, string>();

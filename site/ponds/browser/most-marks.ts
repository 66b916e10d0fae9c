/** So many marks a thumb can still tell apart on a phone; more are gathered into numbers. */
export const mostMarks = 60;

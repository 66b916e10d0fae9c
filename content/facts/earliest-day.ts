/** First day, YYYY-MM-DD, on which something reported can have happened; an earlier one is a slip in its year. */
export const earliestDay = '1990-01-01';

/**
 * Rows at which stats.nba.com cuts some answers without a word: the league's lineups of 2025-26 have exactly so many.
 * An answer with exactly as many of a dataset that does not say that it is cut (`mostRows`) removes nothing and has a note:
 * a game log of the running season has as many on some day, and it is whole.
 */
export const KNOWN_CUT = 2_000

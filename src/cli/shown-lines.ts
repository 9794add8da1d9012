/** Lines of a list that commands show unless an option says otherwise. */
export const SHOWN_LINES = 20

/** Rows of a table that `query` shows; files have no such limit. */
export const QUERY_ROWS = 1_000

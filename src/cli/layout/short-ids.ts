const RUN_ID = /\b([0-9a-f]{8}-[0-9a-f]{4})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g

/**
 * A text with the beginnings of run ids in place of these, which every command takes: the first twelve digits of the ids
 * that Temporal gives are the millisecond of their start. Addresses and paths keep theirs.
 */
export const shortIds = (text: string): string =>
  text.replaceAll(RUN_ID, (id: string, short: string, at: number) =>
    /[/%]/.test(text[at - 1] ?? '') ? id : short,
  )

/** The same for the value of a fact: one that is an id and nothing else stays whole, so that it can be copied. */
export const shortIdsIn = (text: string): string => (/\s/.test(text) ? shortIds(text) : text)

/** The address at the end of an error's sentence: too long for a panel or a table, and `show` prints it. */
const ADDRESS = / \[(?:[A-Z]+ )?https?:\/\/[^\s\]]+\]/g

/** 'games: answered 400 [GET http://…].' -> 'games: answered 400.' */
export const withoutAddresses = (text: string): string => text.replace(ADDRESS, '')

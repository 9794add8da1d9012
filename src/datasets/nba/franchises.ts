/** Ids of the NBA's franchises, past and present, and of its All-Star teams: `from` the first, and `below` the second. */
export const FRANCHISE_IDS = { from: 1_610_610_000, below: 1_610_620_000 } as const

export const isFranchise = (id: number): boolean => id >= FRANCHISE_IDS.from && id < FRANCHISE_IDS.below

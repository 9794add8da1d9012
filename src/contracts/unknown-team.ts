/** The cause of a run that is narrowed to a team that its season does not have. No repeat can change it. */
export function unknownTeamText(team: string, season: string, teams: readonly string[]): string {
  const near = teams.filter((each) => isNear(each, team.toUpperCase())).slice(0, SHOWN_NEAR)
  const meant = near.length === 0 ? '' : ` (did you mean ${near.join(' or ')}?)`
  return `${BEGINNING}${team} in ${season}${meant}; the teams stored of it are ${teams.join(', ')}`
}

const BEGINNING = 'there is no team '
const SHOWN_NEAR = 3

/** Whether the cause of a run is that its team is unknown. */
export const isUnknownTeam = (cause: string | null | undefined): boolean =>
  cause?.startsWith(BEGINNING) ?? false

/** Abbreviations that differ in one letter, as those of a franchise that moved and typing errors do. */
const isNear = (one: string, other: string): boolean =>
  one.length === other.length && one.split('').filter((letter, i) => letter !== other[i]).length === 1

import type pg from 'pg'
import type { Narrow, SeasonSyncInput } from '../../contracts/season-run.js'
import { unknownTeamText } from '../../contracts/unknown-team.js'
import { currentSeason, type SeasonScope } from '../../season/season.js'

/** The games of a season that a narrowed run is about, by `games` and the team game logs; and the team's id. */
export async function narrowedGames(
  pool: pg.Pool,
  { season, seasonType }: SeasonScope,
  { since, until, games, team }: Narrow,
): Promise<{ readonly games: ReadonlySet<string>; readonly teamId: string | undefined }> {
  const teamId = team === undefined ? undefined : await teamIdOf(pool, season, team)
  if (team !== undefined && teamId === undefined) return { games: new Set(), teamId }
  const { rows } = await pool.query<{ game_id: string }>(
    `select game_id from (
       select game_id, game_date, unnest(array[home_team_id, away_team_id]) as team_id from nba.games where season = $1 and season_type = $2
       union all select game_id, game_date, team_id from nba.team_game_logs where season = $1 and season_type = $2) g
     where ($3::date is null or game_date >= $3) and ($4::date is null or game_date <= $4)
       and ($5::text[] is null or game_id = any($5)) and ($6::bigint is null or team_id = $6)
     group by 1`,
    [season, seasonType, since ?? null, until ?? null, games ?? null, teamId ?? null],
  )
  return { games: new Set(rows.map(({ game_id }) => game_id)), teamId }
}

/** The players who have a line in some of these games of a season, of both teams or of one. */
export async function playersOfGames(
  pool: pg.Pool,
  { season, seasonType }: SeasonScope,
  games: ReadonlySet<string>,
  teamId: string | undefined,
): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ id: string }>(
    `select distinct player_id::text as id from nba.player_game_logs
     where season = $1 and season_type = $2 and game_id = any($3) and ($4::bigint is null or team_id = $4)`,
    [season, seasonType, [...games], teamId ?? null],
  )
  return new Set(rows.map(({ id }) => id))
}

/** What the requests of a run for a dataset are called, and the games, teams and players that they are about. */
export async function requestSubjects(
  pool: pg.Pool,
  runId: string,
  dataset: string,
): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ subject: string }>(
    `select unnest(array[label, about]) as subject from sync.sync_requests where run_id = $1 and dataset = $2`,
    [runId, dataset],
  )
  return new Set(rows.map(({ subject }) => subject))
}

/** The id of a team of a season by its id or abbreviation; undefined where the season has none such. */
async function teamIdOf(pool: pg.Pool, season: string, team: string): Promise<string | undefined> {
  return (await teamsOf(pool, season)).find((each) => isTeam(each, team))?.id
}

interface Team {
  readonly id: string
  readonly abbreviation: string
}

const isTeam = ({ id, abbreviation }: Team, team: string): boolean =>
  id === team || abbreviation === team.toUpperCase()

/**
 * The teams of a season under all their abbreviations, by these. A team that has not played yet has the name that it had in
 * another season.
 */
async function teamsOf(pool: pg.Pool, season: string): Promise<readonly Team[]> {
  const { rows } = await pool.query<Team>(
    `select team_id::text as id, abbreviation from (
       select team_id, abbreviation from nba.team_seasons where season = $1
       union select team_id, team_abbreviation from nba.team_game_logs where season = $1
       union select team_id, abbreviation from nba.teams t
         where exists (select from nba.games where season = $1 and t.team_id in (home_team_id, away_team_id))) known
     order by 2, 1`,
    [season],
  )
  return rows
}

/** The sentence about a team that a season does not have; undefined where it has it, or where no team of it is stored. */
export async function unknownTeam(
  pool: pg.Pool,
  season: string,
  team: string | undefined,
): Promise<string | undefined> {
  if (team === undefined) return undefined
  const teams = await teamsOf(pool, season)
  if (teams.length === 0 || teams.some((each) => isTeam(each, team))) return undefined
  return unknownTeamText(team, season, [...new Set(teams.map(({ abbreviation }) => abbreviation))])
}

/**
 * The same before a sync of the season: a team that has not played yet in a season that is not over may be one that
 * another season has.
 */
export async function surelyUnknownTeam(
  pool: pg.Pool,
  { season, narrow, today = '' }: Pick<SeasonSyncInput, 'season' | 'narrow' | 'today'>,
): Promise<string | undefined> {
  const team = narrow?.team
  const unknown = await unknownTeam(pool, season, team)
  if (unknown === undefined || season < currentSeason(today)) return unknown
  const { rowCount } = await pool.query(
    'select from nba.team_seasons where team_id::text = $1 or abbreviation = upper($1) limit 1',
    [team],
  )
  return rowCount === 0 ? unknown : undefined
}

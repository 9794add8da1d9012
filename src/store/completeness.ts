import type pg from 'pg'
import type { SeasonScope } from '../datasets/season.js'
import type { Finding } from './runs.js'

/** What one dataset is held against. */
export interface Verification {
  /** The independent source that was used; null: none was there. */
  readonly verifiedBy: string | null
  readonly findings: readonly Finding[]
}

type Check = (pool: pg.Pool, scope: SeasonScope) => Promise<Verification>

/** A game has two teams with at least five players each. */
const LEAST_PLAYERS = 5

/** Findings of one kind that are listed one by one; beyond it a run is broken as a whole. */
const MOST_LISTED = 2_000

/** Runs an SQL check that gives rows (kind, subject, detail). */
async function ask(pool: pg.Pool, dataset: string, scope: SeasonScope, sql: string): Promise<Finding[]> {
  const { rows } = await pool.query<Omit<Finding, 'dataset'>>(`${sql} order by 1, 2 limit ${MOST_LISTED}`, [
    scope.season,
    scope.seasonType,
  ])
  return rows.map((row) => ({ dataset, ...row }))
}

async function exists(pool: pg.Pool, scope: SeasonScope, sql: string): Promise<boolean> {
  const { rowCount } = await pool.query(`${sql} limit 1`, [scope.season, scope.seasonType])
  return (rowCount ?? 0) > 0
}

const OF_SEASON = 'season = $1 and season_type = $2'

/** A value in a sentence, which one unknown value would make null as a whole. */
const known = (column: string): string => `coalesce(${column}::text, '?')`

type Schedule = { readonly usable: boolean; readonly note: string | null }

/** The schedule as a reference: one whose last result is older than the last stored game counts as absent. */
async function scheduleState(pool: pg.Pool, scope: SeasonScope): Promise<Schedule> {
  const { rows } = await pool.query<{
    games: number
    final: number
    last_result: string | null
    last_game: string | null
  }>(
    `select (select count(*)::int from games where ${OF_SEASON}) as games,
            (select count(*)::int from games where ${OF_SEASON} and status = 3) as final,
            (select max(game_date) from games where ${OF_SEASON} and status = 3) as last_result,
            (select max(game_date) from (select game_date from team_game_logs where ${OF_SEASON}
                                         union all select game_date from player_game_logs where ${OF_SEASON}) l) as last_game`,
    [scope.season, scope.seasonType],
  )
  const state = rows[0]
  if (!state || state.games === 0) return { usable: false, note: null }
  if (state.last_game !== null && (state.last_result ?? '') < state.last_game) {
    const until =
      state.last_result === null ? 'knows no result at all' : `ends with the results of ${state.last_result}`
    return {
      usable: false,
      note: `the schedule is stale: it ${until}, the last game stored is of ${state.last_game}`,
    }
  }
  return { usable: state.final > 0, note: null }
}

const note = (dataset: string, detail: string | null): Finding[] =>
  detail === null ? [] : [{ dataset, kind: 'note', subject: 'schedule', detail }]

const checks: Readonly<Record<string, Check>> = {
  schedule: async (pool, scope) => {
    const dataset = 'schedule'
    if (!(await exists(pool, scope, `select from team_game_logs where ${OF_SEASON}`)))
      return { verifiedBy: null, findings: [] }
    const { note: stale } = await scheduleState(pool, scope)
    const findings = await ask(
      pool,
      dataset,
      scope,
      `with logged as (select game_id, min(game_date) as game_date, count(*) as lines from team_game_logs where ${OF_SEASON} group by 1)
       select 'missing' as kind, l.game_id as subject, 'in the team game logs (' || l.game_date || '), not in the schedule' as detail
       from logged l where not exists (select from games g where g.game_id = l.game_id)`,
    )
    return { verifiedBy: 'team_game_logs', findings: [...findings, ...note(dataset, stale)] }
  },

  team_game_logs: async (pool, scope) => {
    const dataset = 'team_game_logs'
    const schedule = await scheduleState(pool, scope)
    const stale = note(dataset, schedule.note)
    if (schedule.usable) {
      const findings = await ask(
        pool,
        dataset,
        scope,
        `with lines as (select game_id, team_id, points from team_game_logs where ${OF_SEASON}),
              played as (select * from games where ${OF_SEASON} and status = 3)
         select 'missing' as kind, g.game_id as subject, 'final on ' || g.game_date || ' by the schedule, ' || count(l.team_id) || ' of 2 lines' as detail
         from played g left join lines l using (game_id) group by g.game_id, g.game_date having count(l.team_id) < 2
         union all
         select 'conflict', g.game_id, concat('schedule ', ${known('g.home_score')}, ' : ', ${known('g.away_score')},
                                              ', game log ', ${known('h.points')}, ' : ', ${known('a.points')})
         from played g join lines h on h.game_id = g.game_id and h.team_id = g.home_team_id
                       join lines a on a.game_id = g.game_id and a.team_id = g.away_team_id
         where (g.home_score, g.away_score) is distinct from (h.points, a.points)`,
      )
      return { verifiedBy: 'schedule', findings }
    }
    if (await exists(pool, scope, `select from standings where ${OF_SEASON}`)) {
      const findings = await ask(
        pool,
        dataset,
        scope,
        `select case when coalesce(l.games, 0) < s.wins + s.losses then 'missing' else 'conflict' end as kind, 'team ' || s.team_id as subject,
                'standings ' || s.wins || '-' || s.losses || ', game log ' || coalesce(l.wins, 0) || '-' || (coalesce(l.games, 0) - coalesce(l.wins, 0)) as detail
         from standings s left join (select team_id, count(*) as games, count(*) filter (where result = 'W') as wins
                                     from team_game_logs where ${OF_SEASON} and result is not null group by 1) l using (team_id)
         where s.season = $1 and s.season_type = $2 and (coalesce(l.wins, 0), coalesce(l.games, 0)) <> (s.wins, s.wins + s.losses)`,
      )
      return { verifiedBy: 'standings', findings: [...findings, ...stale] }
    }
    if (await exists(pool, scope, `select from player_game_logs where ${OF_SEASON}`)) {
      const findings = await ask(
        pool,
        dataset,
        scope,
        `select distinct 'missing' as kind, p.game_id as subject, 'team ' || p.team_id || ' has player lines only' as detail from player_game_logs p
         where p.season = $1 and p.season_type = $2 and not exists (select from team_game_logs t where t.game_id = p.game_id and t.team_id = p.team_id)`,
      )
      return { verifiedBy: 'player_game_logs', findings: [...findings, ...stale] }
    }
    return { verifiedBy: null, findings: stale }
  },

  player_game_logs: async (pool, scope) => {
    const dataset = 'player_game_logs'
    const schedule = await scheduleState(pool, scope)
    const stale = note(dataset, schedule.note)
    const conflicts = await ask(
      pool,
      dataset,
      scope,
      `select 'conflict' as kind, t.game_id as subject, 'team ' || t.team_id || ': ' ||
              concat_ws(', ', case when p.points <> t.points then 'points ' || t.points || ', its players ' || p.points end,
                              case when p.assists <> t.assists then 'assists ' || t.assists || ', its players ' || p.assists end,
                              case when p.rebounds > t.rebounds then 'rebounds ' || t.rebounds || ', its players ' || p.rebounds end) as detail
       from team_game_logs t join (select game_id, team_id, sum(points) as points, sum(assists) as assists, sum(rebounds) as rebounds
                                   from player_game_logs where ${OF_SEASON} group by 1, 2) p using (game_id, team_id)
       where t.season = $1 and t.season_type = $2 and (p.points <> t.points or p.assists <> t.assists or p.rebounds > t.rebounds)`,
    )
    const teamsOf = schedule.usable
      ? `select game_id, game_date, unnest(array[home_team_id, away_team_id]) as team_id from games where ${OF_SEASON} and status = 3`
      : `select game_id, game_date, team_id from team_game_logs where ${OF_SEASON} and minutes > 0`
    if (!schedule.usable && !(await exists(pool, scope, `select from team_game_logs where ${OF_SEASON}`))) {
      return { verifiedBy: null, findings: [...conflicts, ...stale] }
    }
    const missing = await ask(
      pool,
      dataset,
      scope,
      `with expected as (${teamsOf})
       select 'missing' as kind, e.game_id as subject,
              'played on ' || min(e.game_date) || ', ' || string_agg('team ' || ${known('e.team_id')} || ' has ' || coalesce(p.lines, 0) || ' player lines', ' and ' order by e.team_id) as detail
       from expected e left join (select game_id, team_id, count(*) as lines from player_game_logs where ${OF_SEASON} group by 1, 2) p using (game_id, team_id)
       where coalesce(p.lines, 0) < ${LEAST_PLAYERS} group by e.game_id`,
    )
    return {
      verifiedBy: schedule.usable ? 'schedule' : 'team_game_logs',
      findings: [...missing, ...conflicts, ...stale],
    }
  },

  teams: (pool, scope) =>
    membership(
      pool,
      scope,
      'teams',
      'team_game_logs',
      'team_id',
      'team_seasons n where n.team_id = l.team_id and n.season = l.season',
    ),
  players: (pool, scope) =>
    membership(
      pool,
      scope,
      'players',
      'player_game_logs',
      'player_id',
      'players n where n.player_id = l.player_id',
    ),
  player_seasons: (pool, scope) =>
    membership(
      pool,
      scope,
      'player_seasons',
      'player_game_logs',
      'player_id',
      'player_seasons n where n.player_id = l.player_id and n.season = l.season',
    ),

  box_scores: (pool, scope) =>
    perGame(
      pool,
      scope,
      'box_scores',
      `(select count(*) from box_score_teams b where b.game_id = p.game_id) = 2
       and (select count(*) from box_score_players b where b.game_id = p.game_id and b.minutes > 0) >= ${2 * LEAST_PLAYERS}`,
      `select game_id, max(points) filter (where is_home) as home, max(points) filter (where not is_home) as away
       from box_score_teams where game_id in (select game_id from played) group by 1`,
    ),
  play_by_play: (pool, scope) =>
    perGame(
      pool,
      scope,
      'play_by_play',
      'exists (select from play_by_play b where b.game_id = p.game_id)',
      `select game_id, max(home_score) as home, max(away_score) as away from play_by_play where game_id in (select game_id from played) group by 1`,
    ),

  standings: async (pool, scope) => {
    const { usable } = await scheduleState(pool, scope)
    if (!usable) return { verifiedBy: null, findings: [] }
    const findings = await ask(
      pool,
      'standings',
      scope,
      `with results as (
         select home_team_id as team_id, home_score > away_score as won from games where ${OF_SEASON} and status = 3
         union all select away_team_id, away_score > home_score from games where ${OF_SEASON} and status = 3),
       counted as (select team_id, count(*) filter (where won) as wins, count(*) filter (where not won) as losses from results group by 1)
       select case when s.team_id is null then 'missing' else 'conflict' end as kind, 'team ' || c.team_id as subject,
              'schedule ' || c.wins || '-' || c.losses || ', standings ' || coalesce(s.wins || '-' || s.losses, 'without the team') as detail
       from counted c left join standings s on s.team_id = c.team_id and s.season = $1 and s.season_type = $2
       where c.team_id is not null and (c.wins, c.losses) is distinct from (s.wins::bigint, s.losses::bigint)`,
    )
    return { verifiedBy: 'schedule', findings }
  },
}

/** Every game that has been played must be there, with the score that the other source has. */
async function perGame(
  pool: pg.Pool,
  scope: SeasonScope,
  dataset: string,
  lines: string,
  score: string,
): Promise<Verification> {
  const { usable, note: stale } = await scheduleState(pool, scope)
  const played = usable
    ? `select game_id, game_date, home_score, away_score from games where ${OF_SEASON} and status = 3`
    : `select game_id, min(game_date) as game_date, null::int as home_score, null::int as away_score from team_game_logs where ${OF_SEASON} and minutes > 0 group by 1`
  const there = usable ? 'games' : 'team_game_logs'
  if (!(await exists(pool, scope, `select from ${there} where ${OF_SEASON}`)))
    return { verifiedBy: null, findings: note(dataset, stale) }
  const findings = await ask(
    pool,
    dataset,
    scope,
    `with played as (${played}), scores as (${score})
     select 'missing' as kind, p.game_id as subject, 'played on ' || p.game_date as detail from played p
     where not (${lines})
     union all
     select 'conflict', p.game_id, 'schedule ' || p.home_score || ' : ' || p.away_score || ', here ' || s.home || ' : ' || s.away
     from played p join scores s using (game_id) where (p.home_score, p.away_score) <> (s.home, s.away)`,
  )
  return {
    verifiedBy: usable ? 'schedule' : 'team_game_logs',
    findings: [...findings, ...note(dataset, stale)],
  }
}

/** Who has a line in the game logs must be there. */
async function membership(
  pool: pg.Pool,
  scope: SeasonScope,
  dataset: string,
  logs: string,
  column: string,
  there: string,
): Promise<Verification> {
  if (!(await exists(pool, scope, `select from ${logs} where ${OF_SEASON}`)))
    return { verifiedBy: null, findings: [] }
  const findings = await ask(
    pool,
    dataset,
    scope,
    `select distinct 'missing' as kind, l.${column}::text as subject, 'has a line in ${logs}' as detail from ${logs} l
     where l.season = $1 and l.season_type = $2 and not exists (select from ${there})`,
  )
  return { verifiedBy: logs, findings }
}

/** Holds a dataset against the independent source of its era. A dataset without a check is not verified. */
export async function verifyDataset(
  pool: pg.Pool,
  dataset: string,
  scope: SeasonScope,
): Promise<Verification> {
  return (await checks[dataset]?.(pool, scope)) ?? { verifiedBy: null, findings: [] }
}

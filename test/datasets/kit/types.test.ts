import { expect, it } from 'vitest'
import {
  cell,
  everyLogged,
  field,
  gameBox,
  seasonTable,
  type StatsTable,
} from '../../../src/datasets/kit/index.js'

// What `npm run check` proves of these lines: without the type error an expectation of one is an error itself.
const declared: StatsTable<'standings'> = {
  title: 'the league table',
  endpoint: 'leaguestandingsv3',
  resultSet: 'Standings',
  since: 1970,
  table: 'standings',
  key: ['season', 'season_type', 'team_id'],
  fields: { team_id: field('TeamID', cell.id) },
}

it('a misspelt column, table or dataset is a type error', () => {
  seasonTable('standings', { ...declared, fields: { team_id: field('TeamID', cell.id) } })
  // @ts-expect-error -- no such column among the fields
  seasonTable('standings', { ...declared, fields: { team_idd: field('TeamID', cell.id) } })
  // @ts-expect-error -- no such column in the key
  seasonTable('standings', { ...declared, key: ['season', 'team'] })
  // @ts-expect-error -- no such column to guard
  seasonTable('standings', { ...declared, guard: 'teamid' })
  // @ts-expect-error -- no such table
  seasonTable('standings', { ...declared, table: 'standing' })
  // @ts-expect-error -- no such dataset
  seasonTable('standngs', declared)
  // @ts-expect-error -- no such dataset to need
  seasonTable('standings', { ...declared, needs: ['schedules'] })
  // @ts-expect-error -- no such column of the table that is checked
  everyLogged('team_game_logs', 'team_id', 'standings', 'seazon')
  const box = { title: '', endpoint: '', root: '', since: 1996 }
  const players = { table: 'box_score_players', fields: {} } as const
  const teams = { table: 'box_score_teams', fields: {} } as const
  gameBox('box_scores', { ...box, players, teams, statistics: { points: field('points', cell.count) } })
  gameBox('box_scores', {
    ...box,
    players,
    teams,
    // @ts-expect-error -- a statistic that the tables do not have
    statistics: { pts: field('points', cell.count) },
  })
  expect(declared.table).toBe('standings')
})

import { expect, it } from 'vitest'
import { HOME, SCOPE, TinySeason, type Cells } from './tiny-season.js'

const tiny = new TinySeason()
const { season } = SCOPE
const PLAYER = 100

const award: Cells = {
  player_id: PLAYER,
  season,
  description: 'All-NBA',
  month: '',
  week: '',
  team_number: '1',
  code: '',
  last_name: 'Ada',
}
const body: Cells = { season, player_id: PLAYER, last_name: 'Ada', height_without_shoes: 78 }

/** The notes about a row, beside what the season says of its teams and people. */
async function notesOf(dataset: string, table: string, row: Cells): Promise<string> {
  const team = { team_id: HOME, abbreviation: 'HOM', full_name: 'Town Homes' }
  await tiny.store('teams', { ...team, latest_season: season })
  await tiny.store('team_seasons', { ...team, season })
  await tiny.store('players', { player_id: PLAYER, full_name: 'Ada Low' })
  await tiny.store(table, row)
  return (await tiny.findings(dataset)).map(({ detail }) => detail).join('; ')
}

it.each<[string, Cells, string]>([
  ['a team of its season', { ...award, team_name: 'Town Homes' }, ''],
  ['no team', { ...award, team_name: null }, ''],
  ['a team of a season that is not stored', { ...award, season: '1999-00', team_name: 'Old Homes' }, ''],
])('an award of %s is not noted', async (_what, row, note) => {
  expect(await notesOf('player_awards', 'player_awards', row)).toBe(note)
})

it.each<[string, string, string, Cells, string]>([
  [
    'an award of a team that the season did not have',
    'player_awards',
    'player_awards',
    { ...award, team_name: 'Elsewhere Homes' },
    'team_name Elsewhere Homes, without a line in team_seasons',
  ],
  [
    'a biography with another team',
    'player_biographies',
    'player_biographies',
    { player_id: PLAYER, full_name: 'Ada Low', team_id: HOME, team_city: 'Elsewhere', team_name: 'Homes' },
    'team_city team_name Elsewhere Homes, teams Town Homes',
  ],
  [
    'a retired number under another name',
    'team_details',
    'team_retired_numbers',
    { team_id: HOME, player_id: PLAYER, player_name: 'Bob Low', jersey_number: '7' },
    'player_name Bob Low, players Ada Low',
  ],
  [
    'a member of the hall of fame under another name',
    'team_details',
    'team_hall_of_fame',
    { team_id: HOME, player_id: PLAYER, player_name: 'Bob Low', jersey_number: '' },
    'player_name Bob Low, players Ada Low',
  ],
  [
    'a wingspan of nobody',
    'draft_combine_measurements',
    'draft_combine_measurements',
    { ...body, wingspan: 156, standing_reach: 100 },
    'wingspan 156',
  ],
  [
    'a reach below the head',
    'draft_combine_measurements',
    'draft_combine_measurements',
    { ...body, wingspan: 80, standing_reach: 70 },
    'height_without_shoes 78',
  ],
])('%s is noted', async (_what, dataset, table, row, note) => {
  expect(await notesOf(dataset, table, row)).toContain(note)
})

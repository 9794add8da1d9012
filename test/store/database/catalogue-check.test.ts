import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SOURCE_NAMES } from '../../../src/contracts/source-names.js'
import { CATALOGUE } from '../../../src/datasets/catalogue.js'
import { messageOf } from '../../../src/errors.js'
import { catalogueFaults, checkCatalogue } from '../../../src/store/database/catalogue-check.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

it.each(SOURCE_NAMES)('the tables of a new database fit the datasets of %s', async (source) => {
  expect(await catalogueFaults(database.pool, CATALOGUE[source])).toEqual([])
  await expect(checkCatalogue(database.pool, CATALOGUE[source])).resolves.toBeUndefined()
})

describe('the check of a database that lacks a column names as the next step', () => {
  const refusal = async (): Promise<string> => {
    const { pool } = database
    await pool.query('alter table standings rename column wins to victories')
    try {
      return await checkCatalogue(pool, CATALOGUE.nba).then(() => 'it fits', messageOf)
    } finally {
      await pool.query('alter table standings rename column victories to wins')
    }
  }

  it('a migration that has to be written, where all are applied', async () => {
    expect(await refusal()).toMatch(
      /; all migrations of this version are applied, so none of them mends it: write one \(CONTRIBUTING\.md\), and/,
    )
  })

  it('the command that applies migrations, where some are missing', async () => {
    const { pool } = database
    await pool.query('create table kept as table sync._prisma_migrations')
    await pool.query(
      'delete from sync._prisma_migrations where migration_name = (select max(migration_name) from kept)',
    )
    try {
      expect(await refusal()).toMatch(
        /; run: season-sync migrate, and add the tables of your own datasets\.$/,
      )
    } finally {
      await pool.query('insert into sync._prisma_migrations table kept on conflict do nothing')
      await pool.query('drop table kept')
    }
  })
})

describe('the check of a database that does not fit names', () => {
  it.each([
    {
      what: 'a missing column',
      sql: 'alter table standings rename column wins to victories',
      back: 'alter table standings rename column victories to wins',
      faults: [
        'the column standings.wins is missing',
        'the column standings.victories may not be null, and no dataset fills it',
      ],
    },
    {
      what: 'a column of another type',
      sql: 'alter table play_by_play alter column points_total type text',
      back: 'alter table play_by_play alter column points_total type int using points_total::int',
      faults: ['the column play_by_play.points_total is of type text, not int4'],
    },
    {
      what: 'a column that refuses unknown values',
      sql: 'alter table games alter column home_score set not null',
      back: 'alter table games alter column home_score drop not null',
      faults: ['the column games.home_score may not be null, its values may'],
    },
    {
      what: 'a missing table',
      sql: 'alter table team_seasons rename to names',
      back: 'alter table names rename to team_seasons',
      faults: ['the table team_seasons is missing'],
    },
    {
      what: 'a key without a unique index',
      sql: 'alter table standings rename constraint standings_pkey to kept; alter table standings drop constraint kept',
      back: 'alter table standings add constraint standings_pkey primary key (season, season_type, team_id)',
      faults: ['the table standings has no unique index on its key (season, season_type, team_id)'],
    },
  ])('$what', async ({ sql, back, faults }) => {
    await database.pool.query(sql)
    try {
      expect(await catalogueFaults(database.pool, CATALOGUE.nba)).toEqual(faults)
      await expect(checkCatalogue(database.pool, CATALOGUE.nba)).rejects.toThrow(
        `The database does not fit the datasets: ${faults[0]}`,
      )
    } finally {
      await database.pool.query(back)
    }
  })
})

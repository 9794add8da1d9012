import { expect, it } from 'vitest'
import { psqlEnvironment } from '../../../src/store/database/psql-environment.js'

it.each<[string, NodeJS.ProcessEnv]>([
  [
    'postgresql://me:p%40ss@db.example:6432/nba?sslmode=verify-full&sslrootcert=/ca.pem&application_name=x',
    {
      PGHOST: 'db.example',
      PGPORT: '6432',
      PGUSER: 'me',
      PGPASSWORD: 'p@ss',
      PGDATABASE: 'nba',
      PGSSLMODE: 'verify-full',
      PGSSLROOTCERT: '/ca.pem',
      PGAPPNAME: 'x',
    },
  ],
  ['postgresql://me@[::1]/nba', { PGHOST: '::1', PGUSER: 'me', PGDATABASE: 'nba' }],
  [
    'postgresql://me@db/nba?ssl=true',
    { PGHOST: 'db', PGUSER: 'me', PGDATABASE: 'nba', PGSSLMODE: 'require' },
  ],
  [
    'postgresql:///nba?user=me&host=/var/run/postgresql&connect_timeout=5',
    { PGHOST: '/var/run/postgresql', PGUSER: 'me', PGDATABASE: 'nba', PGCONNECT_TIMEOUT: '5' },
  ],
])('psql opens %s by the variables of libpq', (url, expected) => {
  expect(psqlEnvironment(url, {})).toEqual(expected)
})

it('variables that would lead psql to another server are left out, and the others stay', () => {
  const base = { PGSERVICE: 'other', PGHOSTADDR: '10.0.0.1', PGHOST: 'other', PAGER: 'less', PGPASSWORD: 'p' }
  expect(psqlEnvironment('postgresql://me@db.example/nba', base)).toEqual({
    PGHOST: 'db.example',
    PGUSER: 'me',
    PGDATABASE: 'nba',
    PGPASSWORD: 'p',
    PAGER: 'less',
  })
})

// Brings a season's players of the sandbox, a made-up league, into Postgres and reads back what was done.
// node examples/players.mjs
import { PlayerSync, SeasonSync } from 'season-sync'

const season = '2024-25'
const source = 'sandbox'
const onNotice = console.error

const count = await new PlayerSync({ source, onNotice }).syncAll(season)
console.log(`Synced ${count} players for ${season}`)

const sync = new SeasonSync({ source, onNotice })
const run = await sync.start({ season, only: ['games'] })
for await (const { steps } of run.progress()) {
  console.error(steps.map((step) => `${step.name}: ${step.answered}/${step.requests} requests`).join(', '))
}
const { datasets } = await run.result()
console.log(`Of ${datasets[0].unchanged + datasets[0].inserted} games ${datasets[0].inserted} were new`)

for (const each of await sync.history({ season })) {
  console.log(`${each.trigger} run of ${each.datasets.join(', ')}: ${each.outcome}`)
}
await sync.close()

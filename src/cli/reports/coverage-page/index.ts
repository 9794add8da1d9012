import { COMMAND } from '../../../contracts/next-step.js'
import type { Coverage, CoveredSeason } from '../../../runs/coverage.js'
import type { CoverageState, CoveredDataset } from '../../../runs/covered.js'
import { localTime } from '../../../text/local-time.js'
import { printable } from '../../../text/printable.js'
import { count } from '../../terminal.js'
import { factsOf, MEANINGS, shortText, SIGNS, STATES } from './cell.js'
import { SCRIPT } from './script.js'
import { STYLE } from './style.js'

/** What is not whole and stands in the page's list; the grid shows the others. */
const MOST_LISTED = 100
const LISTED: ReadonlySet<CoverageState> = new Set(['partial', 'failed', 'cancelled'])

/** The longest text from outside that the page shows, characters. */
const LONGEST = 2_000

/** One page with the coverage of a database: a grid, and a list of what is not whole. It asks nothing of any server. */
export function coveragePage(coverage: Coverage): string {
  const { source, at, seasons } = coverage
  const names = [...new Set(seasons.flatMap(({ datasets }) => datasets.map(({ name }) => name)))]
  const cells = seasons.flatMap((season) => season.datasets.map((dataset) => ({ season, dataset })))
  const facts = cells.map(({ season, dataset }) => factsOf(season, dataset))
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Coverage of ${html(source)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>Coverage of ${html(source)}</h1>
<p>${count(seasons.length, 'season')} and types, ${count(names.length, 'dataset')}; as of ${html(localTime(at))}. A number is that of the played games with rows, or of the rows.</p>
<ul class="legend">${legend(cells.map(({ dataset }) => dataset.state))}</ul>
<div class="grid">
<table>
<thead><tr><th scope="col">season</th>${names.map((name) => `<th scope="col"><div>${html(name)}</div></th>`).join('')}</tr></thead>
<tbody>
${seasons.map((season, row) => rowOf(season, seasons[row - 1], names)).join('\n')}
</tbody>
</table>
</div>
${notWhole(coverage, cells)}
<aside class="details" aria-live="polite"><h2></h2><dl></dl></aside>
<script type="application/json" id="facts">${JSON.stringify(facts).replaceAll('<', '\\u003c')}</script>
<script>${SCRIPT}</script>
</body>
</html>
`
}

/** The states that occur, with their signs. */
function legend(states: readonly CoverageState[]): string {
  const counts = new Map<CoverageState, number>()
  for (const state of states) counts.set(state, (counts.get(state) ?? 0) + 1)
  return STATES.filter((state) => counts.has(state))
    .map(
      (state) =>
        `<li><span class="${classOf(state)}">${SIGNS[state]}</span>${MEANINGS[state]} (${count(counts.get(state) ?? 0, 'cell')})</li>`,
    )
    .join('')
}

function rowOf(season: CoveredSeason, above: CoveredSeason | undefined, names: readonly string[]): string {
  const first = above?.season === season.season ? '' : ' class="first"'
  const of = new Map(season.datasets.map((dataset) => [dataset.name, dataset]))
  return `<tr${first}><th scope="row">${html(season.season)}<small>${html(season.seasonType)}</small></th>${names
    .map((name) => {
      const dataset = of.get(name)
      return `<td>${dataset === undefined ? '' : cellOf(season, dataset)}</td>`
    })
    .join('')}</tr>`
}

function cellOf(season: CoveredSeason, dataset: CoveredDataset): string {
  const [title, lines] = factsOf(season, dataset)
  const label = `${title}: ${lines.map(([name, value]) => `${name} ${value}`).join(', ')}`
  return `<button tabindex="-1" class="${classOf(dataset.state)}" aria-label="${html(label)}">${inCell(dataset)}</button>`
}

/** The sign of the state above the number, or beside the first of two. */
function inCell(dataset: CoveredDataset): string {
  const sign = `<b>${SIGNS[dataset.state]}</b>`
  const [number, of] = shortText(dataset)
  if (of === undefined) return sign + (number ?? '')
  return `<span>${sign} ${number}</span><span>${of}</span>`
}

/** What a person may want to do something about, with the reason and the next command. */
function notWhole(
  { source }: Coverage,
  cells: readonly { readonly season: CoveredSeason; readonly dataset: CoveredDataset }[],
): string {
  const open = cells.filter(({ dataset }) => LISTED.has(dataset.state))
  if (open.length === 0) return ''
  const items = open.slice(0, MOST_LISTED).map(({ season, dataset }) => {
    const { runId, name, state, cause } = dataset
    const next = runId === null ? '' : `<br><code>${html(COMMAND.retry({ runId, source }))}</code>`
    return `<li><strong>${html(`${season.season} ${season.seasonType}, ${name}`)}</strong>: ${state}${cause === null ? '' : `, ${html(cause)}`}${next}</li>`
  })
  const more = open.length - items.length
  return `<h2>Not whole</h2><ul class="open">${items.join('')}</ul>${more > 0 ? `<p>and ${more} more</p>` : ''}`
}

const classOf = (state: CoverageState): string => state.replace(' ', '-')

/** A text for a page, without characters that act on it. */
const html = (text: string): string =>
  printable(text, LONGEST)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

import type { DatasetPlan } from './dataset-plan.js'
import { isSeason, seasonParam } from './season-params.js'

/** What V3's box scores are asked with by default. */
const WHOLE_GAME = 'EndPeriod EndRange RangeType StartPeriod StartRange'
/** Constant parameters that are written one by one; more of them as in an address. */
const FEW = 3
/** Characters of an address on one line. */
const WIDTH = 88

/** The `params` of a declaration, where they are not those of its factory. */
export function parametersOf({ asked: { params, subject }, shape }: DatasetPlan): readonly string[] {
  if (params === undefined) return []
  const names = Object.keys(params)
  if (shape.kind === 'box') return names.toSorted().join(' ') === WHOLE_GAME ? [] : [constants(params)]
  const standard = params.LeagueID === '00' && isSeason(params.Season) && (params.SeasonType ?? '') !== ''
  const rest = standard ? without(params, ['LeagueID', 'Season', 'SeasonType']) : params
  const none = Object.keys(rest).length === 0
  if (standard) return none ? [] : [`(scope) => ({ ...seasonParams(scope), ...${spread(rest)} })`]
  if (none) return shape.kind === 'list' && subject === 'game' ? [] : ['() => ({})']
  const fromScope = Object.entries(rest).flatMap(([name, value]) => {
    const code = seasonParam(name, value)?.code
    return code === undefined ? [] : [{ name, code }]
  })
  const fixed = without(
    rest,
    fromScope.map(({ name }) => name),
  )
  const uses = ['season', 'seasonType'].filter((name) =>
    fromScope.some(({ code }) => new RegExp(String.raw`\b${name}\b`).test(code)),
  )
  const entries = [
    ...fromScope.map(({ name, code }) => `${name}: ${code}`),
    ...(Object.keys(fixed).length === 0 ? [] : [inline(fixed) ?? `...${spread(fixed)}`]),
  ]
  return [`(${uses.length > 0 ? `{ ${uses.join(', ')} }` : ''}) => ({ ${entries.join(', ')} })`]
}

type Params = Readonly<Record<string, string>>

const without = (params: Params, names: readonly string[]): Params =>
  Object.fromEntries(Object.entries(params).filter(([name]) => !names.includes(name)))

const inline = (params: Params): string | undefined =>
  Object.keys(params).length <= FEW
    ? Object.entries(params)
        .map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
        .join(', ')
    : undefined

const constants = (params: Params): string => `{ ${inline(params) ?? `...${spread(params)}`} }`

/** `query('…')`, as in an address: those with a value first. */
function spread(params: Params): string {
  const entries = Object.entries(params)
  const sorted = [
    ...entries.filter(([, value]) => value !== ''),
    ...entries.filter(([, value]) => value === ''),
  ]
  const lines: string[] = []
  for (const [name, value] of sorted) {
    const part = `${name}=${encodeURIComponent(value)}&`
    const line = lines.at(-1)
    if (line !== undefined && line.length + part.length <= WIDTH) lines[lines.length - 1] = line + part
    else lines.push(part)
  }
  return `query(${lines.map((line, i) => `'${i === lines.length - 1 ? line.replace(/&$/, '') : line}'`).join(' + ')})`
}

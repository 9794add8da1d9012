import { parseAnswer, type Json } from '../../tools/new-dataset/answer.js'
import type { DatasetPlan } from '../../tools/new-dataset/dataset-plan.js'
import { planOf, type PlanOptions } from '../../tools/new-dataset/plan.js'
import { shapeOf } from '../../tools/new-dataset/recognise.js'
import { askedOf, type RequestOptions } from '../../tools/new-dataset/request.js'
import type { Choice } from '../../tools/new-dataset/shape.js'

export type DraftOptions = Partial<PlanOptions & RequestOptions & Choice>

/** What would be written for an answer. */
export function plan(body: Json, options: DraftOptions = {}): DatasetPlan {
  const shape = shapeOf(body, options)
  return planOf(shape, askedOf(body, shape, options), { name: 'made_up', without: [], ...options })
}

/** An answer with one result set. `more`: its other members, as JSON. */
export const table = (
  headers: string,
  rows: string,
  more = '"parameters":{"LeagueID":"00","Season":"2025-26"}',
): Json =>
  parseAnswer(
    `{"resource":"x",${more},"resultSets":[{"name":"Set","headers":${JSON.stringify(headers.split(' '))},"rowSet":${rows}}]}`,
  )

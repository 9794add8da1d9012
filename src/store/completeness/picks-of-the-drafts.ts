import { EVERY_ROW, exists, queryFindings, WHATEVER_TYPE, type Interpreter } from './check.js'
import type { PicksOfTheDrafts } from '../../datasets/kit/verify.js'

/** The picks of a draft that may be compared: its number among all. */
const PICKS = `select league_id, draft_year, overall_pick, round, round_pick,
  lag((round, round_pick)) over one >= (round, round_pick) and round is not null and round_pick is not null as behind
  from nba.draft_picks where overall_pick is not null window one as (partition by league_id, draft_year order by overall_pick)`

/** The year of the first draft. */
const FIRST_DRAFT = 1947

/** Each year has a draft, with its picks numbered from the first to the last once, in the order of rounds, and players have the picks of the index. */
export const picksOfTheDrafts: Interpreter<PicksOfTheDrafts> = async (_check, context) => {
  const gaps = await queryFindings(
    context,
    `select 'wrong' as kind, draft_year::text as subject,
       'the picks up to ' || max(overall_pick) || ' are ' || count(*) || ', ' || count(distinct overall_pick) || ' of them different'
       || case when bool_or(behind) then ', not in the order of their rounds' else '' end as detail
     from (${PICKS}) picks where ${EVERY_ROW} group by league_id, draft_year
     having count(*) <> max(overall_pick) or count(distinct overall_pick) <> max(overall_pick) or bool_or(behind)`,
  )
  const years = await queryFindings(
    context,
    `select 'missing' as kind, min(year)::text as subject, 'no pick of ' || count(*) || ' drafts from ' || min(year) || ' to ' || max(year) as detail
     from generate_series(${FIRST_DRAFT}, (select max(draft_year) from nba.draft_picks)) year
     where ${EVERY_ROW} and year not in (select draft_year from nba.draft_picks) having count(*) > 0`,
  )
  const unnumbered = await queryFindings(
    context,
    `select 'wrong' as kind, min(draft_year)::text as subject, 'picks without a number in all of ' || count(*) || case when count(*) = 1 then ' draft' else ' drafts' end || ', of ' || concat_ws(' to ', min(draft_year), nullif(max(draft_year), min(draft_year))) as detail
     from (select draft_year from nba.draft_picks where ${EVERY_ROW} group by league_id, draft_year having count(overall_pick) = 0) d
     having count(*) > 0`,
  )
  const own = [...gaps, ...years, ...unnumbered]
  const indexed = `select player_id, max(draft_year) as draft_year, max(draft_round) as round, max(draft_number) as pick,
      max(concat_ws(' ', first_name, last_name)) as name
    from nba.player_seasons where ${WHATEVER_TYPE} and draft_year is not null and draft_number > 0 group by 1`
  if (!(await exists(context, indexed))) return { verifiedBy: null, findings: own }
  const players = await queryFindings(
    context,
    `with indexed as (${indexed})
     select case when d.player_id is null then 'missing' else 'conflict' end as kind, p.player_id::text as subject,
       p.name || ': ' || case when d.player_id is null then 'no pick' else concat_ws(' ', d.draft_year, 'round', coalesce(d.round::text, '?'), 'pick', coalesce(d.overall_pick::text, '?')) end
       || concat_ws(' ', ', player_seasons', p.draft_year, 'round', p.round, 'pick', p.pick) as detail
     from indexed p left join nba.draft_picks d using (player_id)
     where p.draft_year in (select draft_year from nba.draft_picks)
       and (d.draft_year, d.round, d.overall_pick) is distinct from (p.draft_year, p.round, p.pick)`,
  )
  return { verifiedBy: 'player_seasons', findings: [...own, ...players] }
}

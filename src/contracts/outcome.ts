export type Outcome = 'running' | 'succeeded' | 'partial' | 'failed' | 'cancelled'
export type StepOutcome = Outcome | 'waiting'

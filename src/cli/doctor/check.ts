/** One thing that `doctor` looks at. */
export interface DoctorCheck {
  readonly name: string
  /** `warning`: it works, and may not for long; `skipped`: it could not be looked at. */
  readonly state: 'ok' | 'warning' | 'problem' | 'skipped'
  readonly detail: string
  /** What to do; null where nothing has to be done. */
  readonly advice: string | null
}

export const ok = (name: string, detail: string): DoctorCheck => ({ name, state: 'ok', detail, advice: null })

export const skipped = (name: string, detail: string): DoctorCheck => ({
  name,
  state: 'skipped',
  detail,
  advice: null,
})

export const warning = (name: string, detail: string, advice: string | null): DoctorCheck => ({
  name,
  state: 'warning',
  detail,
  advice,
})

export const problem = (name: string, detail: string, advice: string | null): DoctorCheck => ({
  name,
  state: 'problem',
  detail,
  advice,
})

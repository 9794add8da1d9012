/** A part of a draft that a person must look at: the property of the declaration, and why. */
export interface Doubt {
  readonly of: 'endpoint' | 'params' | 'since' | 'key'
  readonly why: string
}

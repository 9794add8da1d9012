import type { Fault } from '../judge/source-error.js'

/** Thrown where an exchange fails, in place of errors that may carry secrets. */
export class ExchangeFailed extends Error {
  readonly fault: Fault

  constructor(fault: Fault) {
    super(fault.what)
    this.fault = fault
  }
}

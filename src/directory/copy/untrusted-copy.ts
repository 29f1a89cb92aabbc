/** A copy on the device that is not what was written: it is dropped, and everything is read again. */
export class UntrustedCopy extends Error {
  /** @param part what does not fit, for the details of the message */
  constructor(part: string) {
    super(`The copy on this device cannot be trusted: ${part} does not fit.`)
    this.name = 'UntrustedCopy'
  }
}

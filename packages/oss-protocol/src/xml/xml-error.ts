/**
 * Why a document was refused. `truncated`: it ended early; `malformed`: not XML; `forbidden`: a
 * DTD or processing instruction; `too-large` and `too-deep`: over the limits; `unexpected`: well
 * formed, but not the document it should be.
 */
export type XmlFault = 'truncated' | 'malformed' | 'forbidden' | 'too-large' | 'too-deep' | 'unexpected';

/** An XML document that must not be used, not even in part. */
export class XmlError extends Error {
  override readonly name = 'XmlError';
  readonly fault: XmlFault;

  constructor(fault: XmlFault, message: string) {
    super(message);
    this.fault = fault;
  }
}

/** The document is not XML. */
export function malformed(): XmlError {
  return new XmlError('malformed', 'The XML document is not well-formed');
}

/** The document is the beginning of one. */
export function truncated(): XmlError {
  return new XmlError('truncated', 'The XML document ends early');
}

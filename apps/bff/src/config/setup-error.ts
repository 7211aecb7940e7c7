/** Something the person who starts Signpost has to change; its message is the one sentence they read. */
export class SetupError extends Error {
  override readonly name = 'SetupError';
}

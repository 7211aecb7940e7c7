// Loaded into a console before its own program: an error that nobody catches, when its starter asks for one.
const lost: Promise<never>[] = [];

process.on('message', (how) => {
  // As a careless error message might.
  const error = new Error(`planted, signed with ${process.env['OSS_ACCESS_KEY_SECRET'] ?? 'nothing'}`);
  if (how === 'throw') throw error;
  lost.push(Promise.reject(error));
});

import { createApiClient } from './api-client.ts';
import { parseCommand, parseOutput, type Command } from './command.ts';
import { commands } from './commands.ts';
import { UsageError } from './failures.ts';
import { formatCommandHelp, formatHelp } from './help.ts';
import { printFailure } from './print-failure.ts';
import { exitCodes, type ExitCode, type Terminal } from './terminal.ts';

const defaultServer = 'http://127.0.0.1:7070';

/** Runs one command to its end. Never throws: what fails is told on stderr. */
export async function run(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  try {
    const found = findCommand(argv);
    if (found === undefined) {
      terminal.stdout.write(formatHelp(commands));
      return exitCodes.done;
    }
    const { command, rest } = found;
    const { args, options } = parseCommand(command, rest);
    if (options.help === true) {
      terminal.stdout.write(formatCommandHelp(command));
      return exitCodes.done;
    }
    const { env, fetch, sleep } = terminal;
    const server = parseServer(options.server ?? env['SIGNPOST_SERVER'] ?? defaultServer);
    const token = parseToken(server, env['SIGNPOST_TOKEN']);
    const api = createApiClient({ server, token, fetch, sleep });
    return await command.run({ args, options, terminal, api, output: parseOutput(options.output) });
  } catch (error) {
    printFailure(error, terminal.stderr);
    return exitCodes.error;
  }
}

/** The command that is named, and what is behind its name; undefined where help is wanted. @throws UsageError */
function findCommand(argv: readonly string[]): { command: Command; rest: readonly string[] } | undefined {
  const [first = '--help'] = argv;
  if (first === '--help' || first === 'help') return undefined;
  for (const words of [2, 1]) {
    const command = commands.find(({ name }) => name === argv.slice(0, words).join(' '));
    if (command !== undefined) return { command, rest: argv.slice(words) };
  }
  const several = commands.filter(({ name }) => name.startsWith(`${first} `));
  if (several.length > 0) throw new UsageError(`Say which: ${several.map(({ name }) => name).join(', ')}.`);
  throw new UsageError('There is no such command: see signpost --help. Options come behind the command.');
}

/** The address without a slash at its end. @throws UsageError */
function parseServer(text: string): string {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '')
    throw new UsageError('SIGNPOST_SERVER or --server is no address such as https://signpost.example.com.');
  if (url.username !== '' || url.password !== '')
    throw new UsageError(
      'The address of the server holds no user and no password: a token is read from SIGNPOST_TOKEN.',
    );
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

/** A token goes over an encrypted connection, or stays on this machine. @throws UsageError */
function parseToken(server: string, token: string | undefined): string | undefined {
  if (token === undefined || token === '') return undefined;
  if (!/^[\u0021-\u007e]+$/.test(token))
    throw new UsageError('SIGNPOST_TOKEN holds signs that no token has.');
  const { protocol, hostname } = new URL(server);
  const isLocal = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname);
  if (protocol !== 'https:' && !isLocal)
    throw new UsageError('SIGNPOST_TOKEN is not sent over plain http: give an https address.');
  return token;
}

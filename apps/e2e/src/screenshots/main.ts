import path from 'node:path';
import startDatabase from '../database.global-setup.ts';
import { webDist } from '../fixtures/stack.ts';
import { takeReadmePicture } from './readme-picture.ts';
import { takeScreenshots } from './take-screenshots.ts';

const root = path.resolve(import.meta.dirname, '../../../..');
const folder = path.join(root, '.cache/screenshots');
/** The view whose pictures stand in the documentation. */
const readmeView = '1440-light-en';

/** `npm run screenshots -- --only=write-dialog --views=1440-light-en`: parts of names, separated by commas. */
function listOf(name: string): string[] | undefined {
  const given = process.argv.find((argument) => argument.startsWith(`--${name}=`));
  return given?.slice(name.length + 3).split(',');
}

const only = listOf('only');
const views = listOf('views');
const stopDatabase = await startDatabase();
let failures: string[];
try {
  failures = await takeScreenshots({
    webDist,
    folder,
    say: (line) => console.log(line),
    ...(only === undefined ? {} : { only }),
    ...(views === undefined ? {} : { views }),
  });
} finally {
  await stopDatabase();
}
if (only === undefined && (views ?? [readmeView]).includes(readmeView)) {
  takeReadmePicture({
    from: path.join(folder, readmeView, 'inspector-missing.png'),
    to: path.join(root, 'apps/docs/images/browser-light-en.png'),
  });
}
console.log(`Pictures lie in ${path.relative(process.cwd(), folder)}.`);
for (const failure of failures) console.error(failure);
process.exitCode = failures.length === 0 ? 0 : 1;

// Kill, fuzz, million-key and matrix runs. The result is committed, so that a reader sees when they last held.
import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import path from 'node:path';
import { capture, stopChildrenWithUs } from '../lib/process.ts';
import { repositoryRoot } from '../lib/repository.ts';
import { longTestTitles, runVitest } from '../lib/runners.ts';
import { closingLine } from '../lib/tally.ts';

stopChildrenWithUs();
const args = process.argv.slice(2);
const began = performance.now();
const tally = await runVitest({ long: true, args });
const minutes = ((performance.now() - began) / 60_000).toFixed(1);

// A part of the tests says nothing about the rest: only a whole run is written down.
if (args.length === 0) {
  const { output } = await capture(['git', 'rev-parse', '--short', 'HEAD']);
  const machine = `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform}-${process.arch}`;
  const lines = [
    '# Last long run',
    '',
    `Written by \`npm run test:long\`: what takes too long for every change.`,
    '',
    `- ${closingLine(tally)}, in ${minutes} min`,
    `- ${new Date().toISOString().slice(0, 10)}, on top of commit ${output.trim()}, Node ${process.versions.node}, ${machine}`,
    '',
    '| result | seconds | test |',
    '| --- | --- | --- |',
    ...longTestTitles().map(
      ({ status, seconds, title }) => `| ${status} | ${seconds} | ${title.replaceAll('|', '\\|')} |`,
    ),
  ];
  writeFileSync(path.join(repositoryRoot, 'apps/docs/test-long.md'), `${lines.join('\n')}\n`);
}
console.log(`\n${closingLine(tally)}`);
process.exitCode = tally.failed === 0 ? 0 : 1;

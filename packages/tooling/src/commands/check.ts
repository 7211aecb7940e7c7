import { allChecks } from '../checks/all-checks.ts';
import { runChecks } from '../checks/run-checks.ts';
import { stopChildrenWithUs } from '../lib/process.ts';

stopChildrenWithUs();
const names = process.argv.slice(2);
const unknown = names.filter((name) => !allChecks.some((check) => check.name === name));
if (unknown.length > 0) {
  console.error(
    `No such check: ${unknown.join(', ')}. There are ${allChecks.map(({ name }) => name).join(', ')}.`,
  );
  process.exit(1);
}
const chosen = names.length === 0 ? allChecks : allChecks.filter(({ name }) => names.includes(name));
const began = performance.now();
// One check asked for by name tells all it knows; the size report is only readable that way.
const { passed, failed } = await runChecks(chosen, {
  say: (line) => console.log(line),
  verbose: names.length > 0,
});
console.log(
  `${passed} of ${passed + failed} checks passed in ${((performance.now() - began) / 1000).toFixed(1)} s`,
);
if (failed > 0) process.exitCode = 1;

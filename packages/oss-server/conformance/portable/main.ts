import { parseArgs } from 'node:util';

import { PORTABLE_CHECKS, PREFIX } from './checks.ts';
import { runChecks } from './run-checks.ts';

/*
 * Runs the portable checks against any service. Credentials come from the environment, since arguments
 * can be read by every user of the machine.
 */
const { values } = parseArgs({
  options: {
    endpoint: { type: 'string' },
    region: { type: 'string', default: 'cn-hangzhou' },
    bucket: { type: 'string' },
    'path-style': { type: 'boolean', default: false },
    yes: { type: 'boolean', default: false },
  },
});
const accessKeyId = process.env['OSS_CONFORMANCE_ACCESS_KEY_ID'];
const accessKeySecret = process.env['OSS_CONFORMANCE_ACCESS_KEY_SECRET'];
const requests = PORTABLE_CHECKS.reduce((sum, check) => sum + check.requests, 0);
const say = (line: string) => process.stdout.write(`${line}\n`);

if (values.endpoint === undefined || values.bucket === undefined || !accessKeyId || !accessKeySecret) {
  say('Usage: conformance --endpoint URL --bucket NAME [--region R] [--path-style] --yes');
  say('with OSS_CONFORMANCE_ACCESS_KEY_ID and OSS_CONFORMANCE_ACCESS_KEY_SECRET in the environment.');
  process.exitCode = 1;
} else {
  say(`${PORTABLE_CHECKS.length} checks, about ${requests + 40} requests, most of them billed as PUT class.`);
  say(
    `They make some twenty tiny objects under ${PREFIX} in ${values.bucket} and remove them. The bucket must exist and have no versioning.`,
  );
  if (values.yes) {
    const results = await runChecks({
      endpoint: new URL(values.endpoint),
      region: values.region,
      bucket: values.bucket,
      credentials: { accessKeyId, accessKeySecret },
      pathStyle: values['path-style'],
    });
    for (const { check, wrong } of results)
      say(
        `${wrong === undefined ? 'ok  ' : 'FAIL'}  ${check.section}  ${check.title}${wrong === undefined ? '' : `: ${wrong}`}`,
      );
    process.exitCode = results.every(({ wrong }) => wrong === undefined) ? 0 : 1;
  } else {
    say('Add --yes to run them.');
  }
}

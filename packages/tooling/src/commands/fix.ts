import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { writeDrawing } from '../checks/boundaries.ts';
import { formatArguments } from '../checks/format.ts';
import { lintArguments } from '../checks/lint.ts';
import { deriveOpenApi, openapiFile } from '../checks/openapi.ts';
import { passThrough, stopChildrenWithUs } from '../lib/process.ts';
import { repositoryRoot } from '../lib/repository.ts';
import { toolCommand } from '../lib/tool.ts';

stopChildrenWithUs();
const paths = process.argv.slice(2);
writeFileSync(path.join(repositoryRoot, openapiFile), await deriveOpenApi(repositoryRoot));
await writeDrawing(repositoryRoot);
const linted = await passThrough([...toolCommand('oxlint'), ...lintArguments, '--fix', ...paths]);
const formatted = await passThrough([...toolCommand('oxfmt'), ...formatArguments, '--write', ...paths]);
// What cannot be put right by a tool is left for a person, and said in the exit code.
process.exitCode = linted === 0 ? formatted : linted;

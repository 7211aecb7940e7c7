import { writeFileSync } from 'node:fs';
import { toOpenApi } from '../src/openapi.ts';

// The committed document; a test compares it with the table, and this brings it up to date.
writeFileSync(new URL('../openapi.json', import.meta.url), `${JSON.stringify(toOpenApi(), null, 2)}\n`);

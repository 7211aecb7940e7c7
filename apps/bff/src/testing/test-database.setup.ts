import { inject } from 'vitest';
import { hostVariable } from './test-host.ts';

process.env[hostVariable] = inject('postgres');

import { inject } from 'vitest';
import { hostVariable } from './test-database.ts';

process.env[hostVariable] = inject('postgres');

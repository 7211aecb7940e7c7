import path from 'node:path';

/** The folder that holds package.json, wherever the command was called from. */
export const repositoryRoot = path.resolve(import.meta.dirname, '../../../..');

import { expect, test } from 'vitest';
import { docs } from './docs.ts';
import { withPlanted } from './plant.ts';

async function problems(page: string): Promise<string> {
  const files = {
    'package.json': JSON.stringify({ scripts: { start: 'x' } }),
    'README.md': page,
    'apps/docs/guide.md': '# Guide\n\n## Ports & `hosts`\n\n## Ports\n\n## Ports\n',
  };
  return (await withPlanted(files, docs.run)).lines.join('\n');
}

test('links, anchors, paths and commands that exist pass', async () => {
  const page = `# Top
[a](apps/docs/guide.md) [b](./apps/docs/guide.md#ports--hosts) [c](#top) [d](apps/docs/guide.md#ports-1)
[e](https://example.com/nowhere) \`apps/docs/guide.md\` \`packages/<name>/src\` \`apps/web/dist\` \`npm run start\`
\`\`\`sh
cat [x](nowhere.md)
\`\`\`
`;
  expect(await problems(page)).toBe('');
});

test.each([
  ['a link that leads nowhere', '[a](apps/docs/gone.md)', 'link apps/docs/gone.md leads nowhere'],
  ['an image that is not there', '![a](shot.png)', 'link shot.png leads nowhere'],
  ['an HTML image that is not there', '<img src="shot.png">', 'link shot.png leads nowhere'],
  ['a reference that leads nowhere', '[a][b]\n\n[b]: gone.md', 'link gone.md leads nowhere'],
  ['an anchor that is not there', '[a](apps/docs/guide.md#gone)', 'no such heading'],
  ['a link out of the repository', '[a](../other.md)', 'leaves the repository'],
  ['a path that does not exist', '`packages/gone/src/index.ts`', 'names packages/gone/src/index.ts'],
  ['a script that does not exist', '```sh\nnpm run fly\n```', 'names `npm run fly`'],
])('%s is found', async (_what, page, message) => {
  expect(await problems(page)).toContain(message);
});

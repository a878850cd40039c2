import { expect, test } from 'vitest';
import { meetsTarget, runHostileForms } from '../../reliability/hostileForms.ts';

test('crafted and damaged files harm nothing, reach nothing outside and are answered in time', async () => {
  const figures = await runHostileForms({ mutations: 300, seed: 20260601 });
  expect(figures).toMatchObject({ crashes: 0, hangs: 0, outside: 0, parserEnded: 0 });
  expect(meetsTarget(figures)).toBe(true);
}, 240_000);

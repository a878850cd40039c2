import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import {
  placeOfAddress,
  placeOfLink,
  placesOfScreens,
  type GuideName,
} from '../../../renderer/features/help/guidePlaces.ts';
import {
  readGuide,
  searchGuide,
  type Block,
  type Inline,
} from '../../../renderer/features/help/guideText.ts';

const guides = {
  user: readGuide(await readFile('docs/user-guide.md', 'utf8')),
  administrator: readGuide(await readFile('docs/administrators-guide.md', 'utf8')),
};
const names = Object.keys(guides) as GuideName[];
const idsOf = (guide: GuideName) => guides[guide].map(({ id }) => id);

const inlinesOf = (block: Block): readonly Inline[] => {
  if (block.kind === 'paragraph') return block.words;
  if (block.kind === 'list') return block.items.flat();
  return block.kind === 'table' ? [block.head, ...block.rows].flat(2) : [];
};
const linksIn = (inlines: readonly Inline[]): readonly string[] =>
  inlines.flatMap((inline) =>
    inline.kind === 'link' ? [inline.to] : 'words' in inline ? linksIn(inline.words) : [],
  );

describe('the guides in the app', () => {
  it.each(names)('has every link of the %s guide lead to a section', (name) => {
    const astray = guides[name]
      .flatMap(({ blocks }) => blocks.flatMap(inlinesOf))
      .flatMap((inline) => linksIn([inline]))
      .filter((to) => {
        const place = placeOfLink(to, name);
        return !place || (place.section !== undefined && !idsOf(place.guide).includes(place.section));
      });
    expect(astray).toEqual([]);
  });

  it.each(names)('names each section of the %s guide once', (name) => {
    expect(idsOf(name).filter((id, index, ids) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it('help with every screen of the window, each by a section that is there', async () => {
    const router = await readFile('renderer/app/router.tsx', 'utf8');
    const paths = [...router.matchAll(/path: '(\/[^']+)'/g)]
      .map(([, path = '']) => path.replace(/\$\w+/g, '$'))
      .filter((path) => path !== '/report/$/print');
    expect(paths.length).toBeGreaterThan(20);
    expect({
      without: paths.filter((path) => !(path in placesOfScreens)),
      nowhere: Object.values(placesOfScreens).filter(
        ({ guide, section }) => section !== undefined && !idsOf(guide).includes(section),
      ),
      ofNoScreen: Object.keys(placesOfScreens).filter((path) => !paths.includes(path.split('?')[0] ?? '')),
    }).toEqual({ without: [], nowhere: [], ofNoScreen: [] });
  });

  it('know a case and its tab by the address', () => {
    const id = '0b0fe1a2-5b0e-4c80-9f3c-2f6f6a0d2a11';
    expect(
      [`#/case/${id}`, `#/case/${id}?tab=actions`, `#/case/${id}/notice`, `#/log/${id}`, '#/nowhere', ''].map(
        (hash) => placeOfAddress(hash).section,
      ),
    ).toEqual([
      'move-through-the-stages',
      'follow-actions',
      'the-notice',
      'log-a-form',
      undefined,
      undefined,
    ]);
  });
});

it('a guide is read as data: blocks, marks and what was broken to fit the page', () => {
  const text = [
    '# Guide',
    '',
    'A line that',
    'goes on, with **bold `code`** and [a link](#a-task).',
    '',
    '## A task',
    '1. First',
    '   goes on.',
    '2. Second.',
    '- A point.',
    '',
    '| key | does |',
    '| --- | ---- |',
    '| `/` | search |',
    '',
    '```',
    '# not a heading?',
    '```',
  ].filter((line) => !line.includes('not a heading'));
  expect(readGuide(text.join('\n'))).toEqual([
    {
      id: 'guide',
      title: 'Guide',
      level: 1,
      blocks: [
        {
          kind: 'paragraph',
          words: [
            { kind: 'text', text: 'A line that goes on, with ' },
            {
              kind: 'strong',
              words: [
                { kind: 'text', text: 'bold ' },
                { kind: 'code', text: 'code' },
              ],
            },
            { kind: 'text', text: ' and ' },
            { kind: 'link', to: '#a-task', words: [{ kind: 'text', text: 'a link' }] },
            { kind: 'text', text: '.' },
          ],
        },
      ],
    },
    {
      id: 'a-task',
      title: 'A task',
      level: 2,
      blocks: [
        {
          kind: 'list',
          ordered: true,
          items: [[{ kind: 'text', text: 'First goes on.' }], [{ kind: 'text', text: 'Second.' }]],
        },
        { kind: 'list', ordered: false, items: [[{ kind: 'text', text: 'A point.' }]] },
        {
          kind: 'table',
          head: [[{ kind: 'text', text: 'key' }], [{ kind: 'text', text: 'does' }]],
          rows: [[[{ kind: 'code', text: '/' }], [{ kind: 'text', text: 'search' }]]],
        },
        { kind: 'code', text: '' },
      ],
    },
  ]);
});

it.each(['<b>bold</b>', '> a quote', '  - a list in a list', '![a picture](x.png)', 'half **bold'])(
  'a guide with %s is refused, for it would be shown wrongly',
  (line) => {
    expect(() => readGuide(`# Guide\n\n${line}`)).toThrow('not read');
  },
);

it('the search finds the sections that have every word, those that are about it first', () => {
  const found = (search: string) => searchGuide(guides.user, search).map(({ section }) => section.id);
  const hit = searchGuide(guides.user, 'FORGOTTEN passphrase')[0];
  expect({
    about: found('review pack')[0],
    told: [hit?.section.id, hit?.passage.startsWith('Forgotten passphrase')],
    nothing: [found('zzz'), found('  ')],
  }).toEqual({
    about: 'review-packs',
    told: ['unlock-and-lock', true],
    nothing: [[], []],
  });
});

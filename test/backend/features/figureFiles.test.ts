import { expect, test } from 'vitest';
import { signInAs } from '../../helpers/loggedCase.ts';
import { openOffice, refusalOf, setUp } from '../../helpers/office.ts';

test('a figure leaves as a table without formulas, a drawing or a picture, under the name of the figure', async () => {
  await using office = openOffice();
  const { api } = office;
  await setUp(office);
  const png = Buffer.from('iVBORw0KGgo=', 'base64');
  await api.analytics.save({
    figure: 'agencies',
    content: { format: 'csv', rows: [['Agency', 'Raised'], ['=HYPERLINK("x")', '3'], [], ['Agencies']] },
  });
  await api.analytics.save({ figure: 'agencies', content: { format: 'svg', text: '<svg>ł</svg>' } });
  await api.analytics.save({
    figure: 'agencies',
    content: { format: 'png', bytes: png.toString('base64') },
  });
  expect(
    office.delivered.map(({ suggestedName, bytes, action }) => [
      suggestedName,
      Buffer.from(bytes).toString(suggestedName.endsWith('png') ? 'base64' : 'utf8'),
      action,
    ]),
  ).toEqual([
    ['agencies.csv', '\uFEFFAgency,Raised\r\n"\'=HYPERLINK(""x"")",3\r\n\r\nAgencies\r\n', 'save'],
    ['agencies.svg', '<svg>ł</svg>', 'save'],
    ['agencies.png', 'iVBORw0KGgo=', 'save'],
  ]);
  const { entries } = await api.audit.list({ kind: 'disclosure', offset: 0, limit: 10 });
  expect(entries.map(({ action, detail }) => `${action} ${detail}`)).toEqual([
    'analytics.save figure agencies as png handed over',
    'analytics.save figure agencies as svg handed over',
    'analytics.save figure agencies as csv handed over',
  ]);
  await signInAs(office, 'reader');
  expect(
    await refusalOf(
      api.analytics.save({ figure: 'agencies', content: { format: 'svg', text: '<svg></svg>' } }),
    ),
  ).toMatchObject({ code: 'forbidden' });
});

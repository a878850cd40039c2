import { expect, test } from '@playwright/test';
import { roles, type Role } from '../../shared/domain/permissions.ts';
import { openPrepared, type OpenedPrepared } from './openPrepared.ts';
import { axeFaults, listenForFaults } from './readable.ts';

let opened: OpenedPrepared | undefined;
test.afterEach(async () => {
  await opened?.close();
  opened = undefined;
});

for (const [role, label] of Object.entries(roles) as [Role, string][])
  test(`a person who is ${label.toLowerCase()} is shown nothing that is then refused`, async () => {
    opened = await openPrepared();
    const { page, prepared, goTo } = opened;
    const faults = listenForFaults(page);
    await opened.signIn(role);
    const links = page.getByRole('navigation', { name: 'Main' }).getByRole('link');
    const screens = await links.evaluateAll((found) =>
      found.map((link) => (link as HTMLAnchorElement).hash.slice(1)),
    );
    const { toDecide, noticeToSend, closed } = prepared.cases;
    for (const route of [
      ...screens,
      ...[
        '',
        '?tab=evidence',
        '?tab=actions',
        '?tab=related',
        '?tab=review',
        '?tab=letters',
        '?tab=decision',
      ].map((tab) => `/case/${toDecide}${tab}`),
      `/case/${toDecide}?tab=history`,
      `/case/${noticeToSend}/notice`,
      `/case/${closed}`,
    ]) {
      await goTo(route);
      await expect(page.getByText('Your role does not allow this'), route).toHaveCount(0);
    }
    await goTo(`/case/${toDecide}/decision`);
    if (role === 'independentScrutineer')
      await expect(page.getByRole('button', { name: 'Sign and lock' })).toHaveCount(1);
    expect(await axeFaults(page)).toEqual([]);
    expect(faults).toEqual([]);
  });

/** One case of each procedure at the desk, from the form to its end, as that procedure's own document says. */
import { expect } from '@playwright/test';
import type { Locator, Page } from 'playwright-core';
import { boxesOf } from '../../shared/domain/intake.ts';
import { day, logForm, referrer } from '../helpers/loggedCase.ts';
import { officeClock, openOffice, setUp, type Office } from '../helpers/office.ts';
import { test, type Desk } from './desk.ts';
import { attachMinutes, bringInForm, challenge, fillDate, fixtureForm, unlock } from './officeSteps.ts';

/** A desk under the procedure at a moment that stands still; what an office would have by then is prepared first. */
const openDesk = async (
  { folder, open }: Desk,
  procedureId: string,
  at: string,
  prepare: (office: Office, idOf: (agency: string) => string) => Promise<void> = () => Promise.resolve(),
): Promise<Page> => {
  {
    await using office = openOffice({ at, directory: folder });
    await setUp(office, procedureId);
    const { agencies } = await office.api.directory.listAgencies({});
    await prepare(office, (name) => agencies.find((agency) => agency.name === name)?.id ?? '');
  }
  const { page } = await open({ clock: officeClock(at) });
  await unlock(page, 'Priya Nair-Test');
  await expect(page.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible();
  return page;
};

const typeIn = async (
  page: Page,
  form: { readonly child: string; readonly summary: string; readonly on: Date },
): Promise<void> => {
  await page.getByRole('link', { name: 'Log a form' }).first().click();
  await page.getByRole('radio', { name: 'No, checked' }).check();
  await page.getByRole('button', { name: 'There is no file: type it in by hand' }).click();
  const child = page.getByRole('group', { name: 'Person 1' }).first();
  await child.getByRole('textbox', { name: 'Name' }).fill(form.child);
  await child.getByRole('checkbox', { name: 'Date of birth not known' }).check();
  const raisedBy = page.getByRole('group', { name: 'Referrer 1' });
  await raisedBy.getByRole('textbox', { name: 'Name' }).fill('Pat Coe-Test');
  await raisedBy.getByRole('textbox', { name: 'Agency or team' }).fill('Police');
  await fillDate(page, 'Date of notification', form.on);
  await page.getByLabel('Summary of disagreement').fill(form.summary);
};

/** Logs what is on the screen and waits for the case. */
const save = async (page: Page, child: string): Promise<void> => {
  await page.getByRole('button', { name: 'Save to the register' }).first().click();
  await expect(page.getByRole('heading', { name: child, level: 1 })).toBeVisible();
};

const dueDate = (page: Page): Locator => page.getByRole('region', { name: 'Due date' });

const recordDuty = async (
  page: Page,
  duty: RegExp | string,
  fill: (dialog: Locator) => Promise<void> = () => Promise.resolve(),
): Promise<void> => {
  const name = typeof duty === 'string' ? `Record as done: ${duty}` : duty;
  await page.getByRole('button', { name }).click();
  const dialog = page.getByRole('dialog', { name: 'Record as done' });
  await fill(dialog);
  await dialog.getByRole('button', { name: 'Record as done' }).click();
  await expect(dialog).toHaveCount(0);
};

/** Ends the open stage. `more` fills in what this ending asks for besides. */
const endStage = async (
  page: Page,
  label: string,
  outcome: string,
  more: (dialog: Locator) => Promise<void> = () => Promise.resolve(),
): Promise<void> => {
  await page.getByRole('button', { name: `End ${label}`, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: `End ${label}` });
  await dialog.getByRole('radio', { name: new RegExp(`^${outcome}`) }).check();
  await dialog.getByLabel('What was agreed, or where it stands').fill('Each agency set out its view.');
  await dialog.getByLabel('If there is no written confirmation, why').fill('Confirmed by telephone.');
  await more(dialog);
  await dialog.getByRole('button', { name: `End ${label}`, exact: true }).click();
  await expect(dialog).toHaveCount(0);
};

/** Fills in the decision; who decides and with whom is the caller's. */
const writeDecision = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('link', { name: 'Record the decision' }).click();
  await page.getByRole('group', { name: 'Who decides' }).getByRole('radio').first().check();
  await page.getByLabel('Name of who decided').fill(name);
  await page.getByRole('radio', { name: /^Upheld/ }).check();
  await page.getByLabel('Decision in plain words').fill('A strategy discussion is to be held.');
  await page.getByLabel('Reasons').fill('The two disclosures should have been read together.');
  await page.getByRole('radio', { name: 'Too early to say' }).check();
};

const recordDecision = async (page: Page): Promise<void> => {
  if ((await page.getByText('minutes.txt').count()) === 0) await attachMinutes(page);
  await page.getByRole('button', { name: 'Record the decision' }).click();
  await expect(page.getByRole('button', { name: 'Complete the notice' })).toBeVisible();
};

/** The first link of a case's further pages. */
const backToCase = (page: Page): Promise<void> => page.locator('main a').first().click();

/** The decision in writing, to the referrer; then the case is closed. */
const sendNoticeAndClose = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Complete the notice' }).click();
  await page.getByRole('button', { name: 'Mark as sent' }).click();
  const dialog = page.getByRole('dialog', { name: 'Mark the notice as sent' });
  await dialog.getByLabel('To whom').fill('The referrer');
  await dialog.getByRole('radio', { name: 'Secure e-mail' }).check();
  await dialog.getByRole('button', { name: 'Mark as sent' }).click();
  await page.getByRole('button', { name: 'Close the case' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Close the case' }).click();
  await expect(page.getByRole('button', { name: 'Close the case' })).toHaveCount(0);
};

const referOutward = async (page: Page): Promise<void> => {
  await backToCase(page);
  await page.getByRole('button', { name: 'Refer outward' }).click();
  const dialog = page.getByRole('dialog', { name: 'Refer outward' });
  await dialog.getByLabel('Why, and what is asked').fill('It is still not resolved.');
  await dialog.getByRole('button', { name: 'Record the referral' }).click();
  await expect(dialog).toHaveCount(0);
};

test('Bury: not resolved at Level 3, met about at Level 4, decided by the Executive and answered in a notice', async ({
  desk,
}) => {
  const page = await openDesk(desk, 'bury', '2026-03-10T09:30:00Z');
  await bringInForm(page, fixtureForm('bury-request-for-resolution.docx'));
  await page.getByRole('radio', { name: /^Level 3:/ }).check();
  await challenge(page, "Children's Social Care");
  await save(page, 'Rowan Ashdown-Test');
  // "Within one week"
  await expect(dueDate(page)).toContainText('Tuesday 17 March 2026');
  // "Each stage should not exceed 10 working days"
  await dueDate(page).getByText('Each rule, and where it comes from').click();
  await expect(dueDate(page)).toContainText('At the latest, Tuesday 24 March 2026');
  await endStage(page, 'Level 3', 'Not resolved');
  await expect(dueDate(page)).toContainText('Level 4');
  // "A further meeting will be facilitated between the BSCP and the referrer and agencies"
  await recordDuty(page, /^Record as done: .*meeting/i);
  await writeDecision(page, 'Margaret Osei-Test');
  await page.getByRole('radio', { name: /^Executive/ }).check();
  await recordDecision(page);
  await backToCase(page);
  await expect(
    page.getByText(/The notice should be with the referrer by Tuesday 17 March 2026/),
  ).toBeVisible();
  await page.getByRole('link', { name: 'Complete the notice' }).click();
  await sendNoticeAndClose(page);
});

test('Bury: a matter resolved at Level 3 is kept for its themes, apart from the cases', async ({ desk }) => {
  const page = await openDesk(desk, 'bury', '2026-03-10T09:30:00Z');
  await typeIn(page, {
    child: 'Leila Haddon-Test',
    summary: 'Who leads the plan.',
    on: new Date(2026, 2, 9),
  });
  await page.getByRole('radio', { name: /^Level 3:/ }).check();
  // "escalations resolved at this stage should be provided to the BSCP Business Manager for tracking of thematics"
  await page.getByRole('radio', { name: /kept for themes/ }).check();
  await page.getByRole('button', { name: 'Save to the register' }).first().click();
  await page.getByRole('link', { name: 'Say what it changed for the child and the family' }).click();
  await page.keyboard.type('One lead practitioner sees the family.');
  await fillDate(page, 'Date it was resolved', new Date(2026, 2, 6));
  await page.getByRole('radio', { name: 'Achieved', exact: true }).check();
  await save(page, 'Leila Haddon-Test');
  await expect(page.getByText(/^Closed on Friday 6 March 2026\. Resolved at Level 3/)).toBeVisible();
  await expect(dueDate(page)).toHaveCount(0);
  await page
    .getByRole('link', { name: /^Register/ })
    .first()
    .click();
  await page.getByRole('link', { name: /^Told of only/ }).click();
  await expect(page.getByText('Leila Haddon-Test')).toBeVisible();
});

test('Gloucestershire: the reviewing officer is told, and only a whole Resolution Panel can decide', async ({
  desk,
}) => {
  const page = await openDesk(desk, 'gloucestershire', '2026-05-14T09:30:00Z', async (office, idOf) => {
    const { agencies } = await office.api.directory.listAgencies({});
    const trust = await office.api.directory.addAgency({ name: 'Severnvale Schools Trust', type: 'school' });
    const ids = [trust.id, idOf("Children's Social Care"), idOf('Police')];
    const all = [...agencies, trust];
    await office.api.directory.change({
      put: {
        agencies: all.filter(({ id }) => ids.includes(id)).map((agency) => ({ ...agency, fullMember: true })),
        services: [],
        decisionMakers: [],
        panelMembers: ids.map((agencyId, index) => ({
          id: crypto.randomUUID(),
          name: ['Ada Moss-Test', 'Ben Ford-Test', 'Cy Hale-Test'][index] ?? '',
          role: 'Director',
          agencyId,
          retired: false,
        })),
      },
      remove: [],
    });
  });
  await bringInForm(page, fixtureForm('gloucestershire-stage-4-referral.eml'));
  const raisedBy = page.getByRole('group', { name: 'Referrer 1' });
  await raisedBy.getByRole('combobox', { name: 'Agency in the directory' }).click();
  await page.getByRole('option', { name: 'Severnvale Schools Trust' }).click();
  await challenge(page, "Children's Social Care");
  await page.getByRole('combobox', { name: "Child's status" }).click();
  await page.getByRole('option', { name: 'Looked after' }).click();
  await save(page, 'Tobias Merrin-Test');
  // "within 10 working days", with the bank holiday of 25 May between.
  await expect(dueDate(page)).toContainText('Friday 29 May 2026');
  // "the Independent Reviewing Officer must be notified"
  await recordDuty(page, 'Notify the Independent Reviewing Officer', async (dialog) => {
    await dialog.getByRole('button', { name: 'Record as done' }).click();
    await dialog.getByRole('link', { name: 'Give the name of the Independent Reviewing Officer' }).click();
    await page.keyboard.type('Jo Reed-Test');
  });
  await expect(page.getByText('Told: Jo Reed-Test')).toBeVisible();
  await recordDuty(page, /board/, (dialog) =>
    dialog.getByLabel('Who was told').fill('Al Dee-Test, Severnvale\nBo Fox-Test, Social Care'),
  );
  await writeDecision(page, 'Chair of the panel');
  await page.getByRole('radio', { name: /^Resolution Panel/ }).check();
  const add = async (name: RegExp) => {
    await page.getByRole('combobox', { name: 'Add from the directory' }).click();
    await page.getByRole('option', { name }).click();
  };
  await add(/Ada Moss-Test/);
  await add(/Cy Hale-Test/);
  await attachMinutes(page);
  await page.getByRole('button', { name: 'Record the decision' }).click();
  // "senior officer from the three agencies … must include the agencies concerned"
  await expect(page.getByRole('alert')).toContainText("Children's Social Care is missing");
  await add(/Ben Ford-Test/);
  await recordDecision(page);
  await sendNoticeAndClose(page);
});

test('Gloucestershire: Stage Three ends where the reasons are understood, though not agreed', async ({
  desk,
}) => {
  const page = await openDesk(desk, 'gloucestershire', '2026-05-14T09:30:00Z', async (office) => {
    await logForm(office, '2026-05-12', { stageOrder: 3 });
  });
  await page
    .getByRole('link', { name: /^Register/ })
    .first()
    .click();
  await page.getByText('Rowan Ashdown-Test').first().click();
  // "within 5 working days"
  await expect(dueDate(page)).toContainText('Tuesday 19 May 2026');
  await recordDuty(page, /board/, (dialog) =>
    dialog.getByLabel('Who was told').fill('Al Dee-Test, schools\nBo Fox-Test, social care'),
  );
  await recordDuty(page, /plan of action/);
  // "until they are satisfied the problem has been resolved or they understand the reasons"
  await endStage(page, 'Stage Three', 'Understood, not agreed', async (dialog) => {
    await dialog.getByRole('radio', { name: 'Partly achieved' }).check();
  });
  await expect(page.getByText(/Understood, not agreed at Stage Three/)).toBeVisible();
});

for (const [procedureId, choice, before, after] of [
  ['staffordshire', /^72 hours/, 'Sunday 26 April 2026', 'Sunday 26 April 2026'],
  ['stoke-on-trent', /^2 working days/, 'Sunday 26 April 2026', 'Monday 27 April 2026'],
] as const)
  test(`${procedureId}: the unit states which of the two Stage 5 timescales applies, and the adviser comes last`, async ({
    desk,
  }) => {
    // Thursday, 16:00 in the office.
    const page = await openDesk(desk, procedureId, '2026-04-23T15:00:00Z', async (office, idOf) => {
      await office.api.directory.change({
        put: {
          agencies: [],
          services: [],
          decisionMakers: [],
          panelMembers: [
            {
              id: crypto.randomUUID(),
              name: 'Kit Vale-Test',
              role: 'Nominated representative',
              agencyId: idOf("Children's Social Care"),
              retired: false,
            },
          ],
        },
        remove: [],
      });
    });
    await bringInForm(page, fixtureForm('staffordshire-formal-escalation.docx'));
    await challenge(page, "Children's Social Care");
    // "as a minimum would have followed stage 1 and 2 before escalating to their Board representative"
    const stage1 = page.getByRole('group', { name: /^Stage 1:/ });
    await stage1.getByRole('radio', { name: 'Left out' }).check();
    await page.getByLabel('Why Stage 1 was left out').fill('Nobody to ask');
    await page.getByRole('button', { name: 'Save to the register' }).first().click();
    await expect(page.getByText(/Stage 1 must have taken place/).first()).toBeVisible();
    await stage1.getByRole('radio', { name: 'Took place' }).check();
    await page.getByRole('radio', { name: /^Stage 4:/ }).check();
    await save(page, 'Callum Prior-Test');
    // "contact and meet their agency equivalent within five working days"
    await expect(dueDate(page)).toContainText('Thursday 30 April 2026');
    await recordDuty(page, /representatives/, (dialog) =>
      dialog.getByLabel('Who was told').fill('A Lee-Test, police\nB Ray-Test, social care'),
    );
    await recordDuty(page, /wider lessons/, (dialog) =>
      dialog.getByLabel('Details').fill('None: the policy is clear.'),
    );
    await endStage(page, 'Stage 4', 'Not resolved', (dialog) =>
      dialog.getByLabel('Time at which Stage 5 opens').fill('16:00'),
    );
    // "2 working days" in one box, "72 hours" in another: both shown, the earlier due; hours run through the weekend.
    await expect(dueDate(page)).toContainText(before);
    await expect(dueDate(page)).toContainText('The unit has not said which timescale applies');
    await dueDate(page).getByRole('link', { name: 'State which applies' }).click();
    await page.getByRole('button', { name: 'State which applies' }).click();
    await page.getByRole('radio', { name: choice }).check();
    await page.getByLabel('Who stated it, and where').fill('Board minutes, 4 March 2026');
    await page.getByRole('button', { name: 'Save the answer' }).click();
    await expect(page.getByText(/Stated by: Board minutes/)).toBeVisible();
    await page
      .getByRole('link', { name: /^Today/ })
      .first()
      .click();
    await page.getByText('Callum Prior-Test').first().click();
    await expect(dueDate(page)).toContainText(after);
    await expect(dueDate(page)).not.toContainText('The unit has not said');
    await recordDuty(page, 'The Formal Escalation form has come to the board manager');
    await writeDecision(page, 'Ann Whitlock-Test');
    await page.getByRole('combobox', { name: 'Add from the directory' }).click();
    await page.getByRole('option', { name: /Kit Vale-Test/ }).click();
    await recordDecision(page);
    await referOutward(page);
    await expect(page.getByText(/Referred outward: Independent professional adviser\./)).toBeVisible();
  });

test('West Sussex: told of at Stage 3, asked for every date, decided by the Scrutineer and referred to Stage 6', async ({
  desk,
}) => {
  const page = await openDesk(desk, 'west-sussex', '2026-05-11T09:30:00Z', async (office, idOf) => {
    await logForm(office, '2026-05-11', {
      referrers: [referrer('Police', 'Pat Coe-Test', idOf('Police'))],
      challengedAgencyIds: [idOf("Children's Social Care")],
      themeIds: ['need-for-action'],
      primaryThemeId: 'need-for-action',
      agreedOn: boxesOf(day('2026-05-20')),
    });
  });
  await typeIn(page, {
    child: 'Noor Field-Test',
    summary: 'No visit was made.',
    on: new Date(2026, 4, 11),
  });
  await page
    .getByRole('group', { name: 'Referrer 1' })
    .getByRole('combobox', { name: 'Agency in the directory' })
    .click();
  await page.getByRole('option', { name: 'Police', exact: true }).click();
  await challenge(page, "Children's Social Care");
  await page.getByRole('checkbox', { name: 'The need for action' }).check();
  await page.getByRole('radio', { name: /^Stage 3:/ }).check();
  // "Inform the WSSCP at the stage using the Escalation Template"
  await page.getByRole('radio', { name: /^Live at Stage 3/ }).check();
  await save(page, 'Noor Field-Test');
  await expect(dueDate(page)).toContainText('No date yet');
  await recordDuty(page, 'The partnership has the Escalation Template');
  // "a number of similar concerns": from Stage 3 straight to Stage 5, with the reason.
  await endStage(page, 'Stage 3', 'Not resolved', async (dialog) => {
    await dialog.getByRole('radio', { name: /^Stage 5:/ }).check();
    await dialog.getByLabel('Why what lies between is left out').fill('A number of similar concerns');
  });
  await expect(page.getByText('Why: A number of similar concerns')).toBeVisible();
  // "the person escalating should clearly state the timeframe"
  await expect(dueDate(page)).toContainText('A date must be stated.');
  await page.getByRole('button', { name: 'State the date' }).click();
  const state = page.getByRole('dialog', { name: 'State the date' });
  await fillDate(state, /./, new Date(2026, 4, 20));
  await state.getByRole('button', { name: 'Save the date' }).click();
  await expect(dueDate(page)).toContainText('Wednesday 20 May 2026');
  await recordDuty(page, 'Look at similar concerns on the register', (dialog) =>
    dialog.getByRole('checkbox', { name: /-2026-001/ }).check(),
  );
  await expect(page.getByText(/^Alike:/)).toContainText('-2026-001');
  await recordDuty(page, /three safeguarding partners/);
  await writeDecision(page, 'Margaret Osei-Test');
  await recordDecision(page);
  await referOutward(page);
  await expect(page.getByText(/Referred outward: Stage 6: Escalation to Secretary of State\./)).toBeVisible();
});

test('Salford: an urgent case starts at C by telephone, is reviewed at D, mediated at E and decided', async ({
  desk,
}) => {
  const page = await openDesk(desk, 'salford', '2026-05-11T09:30:00Z');
  await typeIn(page, {
    child: 'Imogen Farrow-Test',
    summary: 'The child goes home on Friday.',
    on: new Date(2026, 4, 11),
  });
  await challenge(page, "Children's Social Care");
  await page.getByRole('radio', { name: /^C:/ }).check();
  // "begin the resolution process at senior management level … by telephone"
  await page.getByRole('checkbox', { name: /^Urgent entry/ }).check();
  await page.getByLabel('Why it is urgent').fill('The child goes home on Friday');
  await page.getByLabel('How the other agency was reached').fill('By telephone, the head of service');
  await save(page, 'Imogen Farrow-Test');
  await expect(page.getByText('Why: The child goes home on Friday')).toHaveCount(2);
  await expect(dueDate(page)).toContainText('A date must be stated.');
  await recordDuty(page, 'Agree and record the next steps');
  await endStage(page, 'C', 'Not resolved', (dialog) => fillDate(dialog, /\?$/, new Date(2026, 4, 15)));
  await expect(dueDate(page)).toContainText('Friday 15 May 2026');
  // "agree who will chair the meeting … A written record will be made of the key areas of discussion"
  await recordDuty(page, /multi-agency review/, async (dialog) => {
    await dialog.getByLabel('Who chaired it').fill('Noor Haig-Test');
    await dialog.getByLabel('Who attended').fill('Noor Haig-Test, health\nSol Park-Test, social care');
    await dialog.getByLabel('Details').fill('The risk at home');
    await dialog.getByLabel('Not agreed').fill('When the child goes home');
  });
  await expect(page.getByText('Chaired by Noor Haig-Test')).toBeVisible();
  await endStage(page, 'D', 'Not resolved', (dialog) => fillDate(dialog, /\?$/, new Date(2026, 4, 18)));
  await recordDuty(page, 'Hold a mediation meeting', (dialog) =>
    dialog.getByLabel('Who attended').fill('Noor Haig-Test, health\nSol Park-Test, social care'),
  );
  await writeDecision(page, 'The safeguarding partners');
  await page.getByRole('radio', { name: 'The safeguarding partners' }).check();
  await recordDecision(page);
  await sendNoticeAndClose(page);
});

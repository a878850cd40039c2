/**
 * One person's records for a subject access request: find them, say who else is named, make the copy to review and the
 * copy to give. This feature imports the window's api and components and the dialog fields of the case.
 */
import { Button, Checkbox, Modal } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { OutputOf } from '../../../shared/contract/index.ts';
import type { Unlogged } from '../../../shared/contract/retention.ts';
import { emptyDate } from '../../../shared/domain/intake.ts';
import { shortDate } from '../../../shared/domain/wordsForDates.ts';
import { issuesOf } from '../../api/issuesOf.ts';
import { useChange, useOperation } from '../../api/useOperation.ts';
import { useAnnounce } from '../../components/Announcer.tsx';
import { DateBoxes } from '../../components/DateBoxes.tsx';
import { ErrorSummary } from '../../components/ErrorSummary.tsx';
import { Form } from '../../components/Form.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { ActionsCell, PlainTable } from '../../components/PlainTable.tsx';
import { Empty, Failed, Loading } from '../../components/ScreenState.tsx';
import { LineField, WordsField } from '../case/dialogFields.tsx';
import { readDay, useFormChange } from '../case/useFormChange.ts';
import styles from './SubjectAccessScreen.module.css';

type Found = OutputOf<'subjectAccess.find'>['found'];
type Chosen = readonly { readonly caseId: string; readonly position: number }[];

const keyOf = ({ caseId, position }: { readonly caseId: string; readonly position: number }): string =>
  `${caseId} ${position}`;

export const SubjectAccessScreen = () => {
  const announce = useAnnounce();
  const [name, setName] = useState('');
  const [born, setBorn] = useState(emptyDate);
  const [nhsNumber, setNhsNumber] = useState('');
  const [found, setFound] = useState<Found>();
  const [unlogged, setUnlogged] = useState<readonly Unlogged[]>([]);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const search = useFormChange('subjectAccess.find', ({ found: people, unlogged: others }) => {
    setFound(people);
    setUnlogged(others);
    setChosen(new Set());
    announce({
      quiet: true,
      text: `${people.length} found${others.length > 0 ? `, and ${others.length} drafts or files` : ''}.`,
    });
  });
  const subject: Chosen = (found ?? [])
    .filter((person) => chosen.has(keyOf(person)))
    .map(({ caseId, position }) => ({ caseId, position }));
  return (
    <>
      <PageHeader
        title="Subject access"
        subtitle="Everything that the register holds about one person, as a package behind a passphrase."
      />
      <Form
        className={styles['form']}
        onSubmit={() => {
          const day = readDay('dateOfBirth', born, { required: false });
          search.submit({ name, nhsNumber, ...(day.on ? { dateOfBirth: day.on } : {}) }, day.issues);
        }}
      >
        <ErrorSummary issues={search.issues} />
        {search.fault && <Failed fault={search.fault} />}
        <div className={styles['fields']}>
          <LineField
            path="name"
            label="Name"
            value={name}
            error={search.errorOf('name')}
            onChange={setName}
          />
          <DateBoxes
            path="dateOfBirth"
            label="Date of birth"
            value={born}
            error={search.errorOf('dateOfBirth')}
            onChange={setBorn}
          />
          <LineField
            path="nhsNumber"
            label="NHS number"
            value={nhsNumber}
            error={search.errorOf('nhsNumber')}
            onChange={setNhsNumber}
          />
        </div>
        <Button type="submit" loading={search.busy}>
          Find their records
        </Button>
      </Form>
      {found && (
        <section className={styles['section']} aria-labelledby="found">
          <h2 id="found">Records found ({found.length})</h2>
          {found.length === 0 ? (
            <Empty title="No case is about somebody like this">
              Try another spelling, or the date of birth or NHS number alone.
            </Empty>
          ) : (
            <PlainTable
              caption="People found: choose those who are the person who asks"
              columns={['The same person', 'Name', 'Born', 'NHS number', 'Case', 'Received']}
            >
              {found.map((person) => (
                <tr key={keyOf(person)}>
                  <td>
                    <Checkbox
                      aria-label={`${person.name} in ${person.reference} is the person who asks`}
                      checked={chosen.has(keyOf(person))}
                      onChange={(event) => {
                        const next = new Set(chosen);
                        if (event.currentTarget.checked) next.add(keyOf(person));
                        else next.delete(keyOf(person));
                        setChosen(next);
                      }}
                    />
                  </td>
                  <th scope="row">{person.name}</th>
                  <td>{person.dateOfBirth ? shortDate(person.dateOfBirth) : 'Not known'}</td>
                  <td>{person.nhsNumber === '' ? 'Not known' : person.nhsNumber}</td>
                  <td>{person.reference}</td>
                  <td>{shortDate(person.receivedOn)}</td>
                </tr>
              ))}
            </PlainTable>
          )}
        </section>
      )}
      {unlogged.length > 0 && <UnloggedFound unlogged={unlogged} />}
      {subject.length > 0 && <MakePackage key={subject.map(keyOf).join(' ')} subject={subject} />}
    </>
  );
};

/** No package holds these: a draft is not checked yet, and of a file only its words are known. */
const UnloggedFound = ({ unlogged }: { readonly unlogged: readonly Unlogged[] }) => {
  const save = useChange('documents.saveCopy');
  const announce = useAnnounce();
  return (
    <section className={styles['section']} aria-labelledby="found-unlogged">
      <h2 id="found-unlogged">Never logged, and like this ({unlogged.length})</h2>
      <p>
        These are no cases and go into no package. Open each and go through it by hand: log it, give out what
        belongs to this person, or erase it under <Link to="/retention">Retention</Link>.
      </p>
      {save.error && <Failed fault={save.error} />}
      <PlainTable
        caption="Drafts and files that were never logged"
        columns={['About', 'Since', 'By']}
        withActions
      >
        {unlogged.map(({ kind, id, about, words, by }) => (
          <tr key={id}>
            <th scope="row">{about}</th>
            <td>{words}</td>
            <td>{by}</td>
            <ActionsCell>
              {kind === 'draft' && (
                <Link to="/log/$draftId" params={{ draftId: id }}>
                  Open the draft<span className="visuallyHidden"> about {about}</span>
                </Link>
              )}
              {kind === 'discarded' && <Link to="/retention">Take it back under Retention</Link>}
              {kind === 'file' && (
                <Button
                  variant="subtle"
                  loading={save.isPending}
                  onClick={() =>
                    save.mutate(
                      { documentId: id },
                      {
                        onSuccess: ({ delivered, where }) =>
                          announce(delivered ? `The copy is in ${where}.` : 'No copy was saved.'),
                      },
                    )
                  }
                >
                  Save a copy<span className="visuallyHidden"> of {about}</span>
                </Button>
              )}
            </ActionsCell>
          </tr>
        ))}
      </PlainTable>
    </section>
  );
};

const MakePackage = ({ subject }: { readonly subject: Chosen }) => {
  const parties = useOperation('subjectAccess.thirdParties', { subject: [...subject] });
  const make = useChange('subjectAccess.export');
  const [shown, setShown] = useState<ReadonlySet<string>>(new Set());
  const [also, setAlso] = useState('');
  const [made, setMade] = useState<OutputOf<'subjectAccess.export'>>();
  const start = (copy: 'review' | 'give'): void =>
    make.mutate(
      {
        subject: [...subject],
        copy,
        show: [...shown],
        alsoWithhold: also
          .split('\n')
          .map((line) => line.trim())
          .filter((line) => line !== ''),
      },
      { onSuccess: setMade },
    );
  if (parties.error) return <Failed fault={parties.error} onRetry={() => void parties.refetch()} />;
  if (!parties.data) return <Loading what="who else is named" />;
  const { thirdParties } = parties.data;
  return (
    <section className={styles['section']} aria-labelledby="third-parties">
      <h2 id="third-parties">Other people in these records ({thirdParties.length})</h2>
      <p>
        In the copy to give, their names, and all e-mail addresses and telephone numbers, are withheld unless
        you choose to show them. Somebody who is named only in a free text is not in this list: read the copy
        for review, and add their names below.
      </p>
      {thirdParties.length > 0 && (
        <PlainTable caption="Third parties" columns={['Show', 'Name', 'As', 'Mentions']}>
          {thirdParties.map((party) => (
            <tr key={party.name}>
              <td>
                <Checkbox
                  aria-label={`Show ${party.name}`}
                  checked={shown.has(party.name)}
                  onChange={(event) => {
                    const next = new Set(shown);
                    if (event.currentTarget.checked) next.add(party.name);
                    else next.delete(party.name);
                    setShown(next);
                  }}
                />
              </td>
              <th scope="row">{party.name}</th>
              <td>{party.as}</td>
              <td>{party.mentions}</td>
            </tr>
          ))}
        </PlainTable>
      )}
      <WordsField
        path="alsoWithhold"
        label="Withhold also"
        hint="Names that only a free text holds, one on each line."
        value={also}
        onChange={setAlso}
      />
      <ErrorSummary issues={issuesOf(make.error)} />
      <div className={styles['buttons']}>
        <Button variant="default" loading={make.isPending} onClick={() => start('review')}>
          Make the copy for review
        </Button>
        <Button loading={make.isPending} onClick={() => start('give')}>
          Make the copy to give
        </Button>
      </div>
      <p>The copy for review holds the files as they were received. The copy to give holds none.</p>
      <Modal
        opened={made !== undefined}
        onClose={() => setMade(undefined)}
        closeOnClickOutside={false}
        title={made?.delivered ? 'The package is made' : 'The package was not saved'}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {made?.delivered ? (
          <div className={styles['form']}>
            <p>It is in {made.where}. It opens with this passphrase, which is shown now and never again.</p>
            <output className={styles['words']}>{made.passphrase}</output>
            <p>Give the passphrase another way than the file.</p>
            <Button onClick={() => setMade(undefined)}>I have noted it</Button>
          </div>
        ) : (
          <p>No file was kept. Make it again when you are ready to choose a place for it.</p>
        )}
      </Modal>
    </section>
  );
};

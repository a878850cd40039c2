/** Search before create: who or what of this form the register already holds. */
import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Alike } from '../../../shared/contract/cases.ts';
import {
  alikeAnswers,
  readDateBoxes,
  type AlikeAnswer,
  type IntakeForm,
} from '../../../shared/domain/intake.ts';
import { codesOf } from '../../../shared/domain/codes.ts';
import { shortDate } from '../../../shared/domain/wordsForDates.ts';
import { Callout } from '../../components/Callout.tsx';
import { useOperation } from '../../api/useOperation.ts';
import styles from './AlikePanel.module.css';

/** What to look for: nothing until there is enough to tell people apart. */
const wanted = (form: IntakeForm) =>
  form.people.flatMap((person) => {
    const born = readDateBoxes(person.dateOfBirth);
    const dateOfBirth = born.ok ? (born.on ?? '') : '';
    const name = person.nameNotKnown ? '' : person.name.trim();
    const nhsNumber = person.nhsNumber.trim();
    return name.length >= 3 || dateOfBirth !== '' || nhsNumber.length >= 10
      ? [{ name, dateOfBirth, nhsNumber }]
      : [];
  });

export const AlikePanel = ({
  form,
  onChange,
  documentSha256,
}: {
  readonly form: IntakeForm;
  readonly onChange: (update: (form: IntakeForm) => IntakeForm) => void;
  readonly documentSha256?: string | undefined;
}) => {
  const asked = JSON.stringify(wanted(form));
  const [settled] = useDebouncedValue(asked, 900);
  const people = JSON.parse(settled) as ReturnType<typeof wanted>;
  const enabled = people.length > 0 || documentSha256 !== undefined;
  const found = useOperation(
    'cases.findAlike',
    { people, ...(documentSha256 === undefined ? {} : { documentSha256 }) },
    { enabled },
  );
  // A case that came from this very file is said once.
  const alike =
    found.data?.alike.filter((one) => !found.data.sameForm.some((same) => same.caseId === one.caseId)) ?? [];
  const answerOf = (caseId: string): AlikeAnswer | undefined =>
    form.alikeAnswers.find((said) => said.caseId === caseId)?.answer;
  /** Saying the same thing again takes it back. */
  const say = (caseId: string, answer: AlikeAnswer) =>
    onChange((now) => ({
      ...now,
      alikeAnswers: [
        ...now.alikeAnswers.filter((said) => said.caseId !== caseId),
        ...(answerOf(caseId) === answer ? [] : [{ caseId, answer }]),
      ],
    }));
  const row = (one: Alike) => (
    <AlikeCase
      key={one.caseId}
      alike={one}
      answer={answerOf(one.caseId)}
      onSay={(answer) => say(one.caseId, answer)}
    />
  );
  return (
    <aside className={styles['panel']} aria-labelledby="alike-title">
      <h2 id="alike-title">Already in the register</h2>
      <div aria-live="polite" className={styles['found']}>
        {!enabled && (
          <p className={styles['quiet']}>
            Give a name, a date of birth or an NHS number, and the register is searched.
          </p>
        )}
        {enabled && found.isPending && <p className={styles['quiet']}>Looking…</p>}
        {found.isError && (
          <p className={styles['quiet']}>The register could not be searched. {found.error.message}</p>
        )}
        {enabled && found.data && (
          <>
            {found.data.sameForm.length > 0 && (
              <Callout kind="check" title="This form came in before">
                {found.data.sameForm.map(row)}
              </Callout>
            )}
            {alike.length > 0 && (
              <>
                <p className={styles['caption']}>Perhaps the same person, or related</p>
                {alike.map(row)}
              </>
            )}
            {found.data.sameForm.length === 0 && alike.length === 0 && (
              <p className={styles['quiet']}>Nobody alike, and this form has not come in before.</p>
            )}
          </>
        )}
      </div>
    </aside>
  );
};

const AlikeCase = ({
  alike,
  answer,
  onSay,
}: {
  readonly alike: Alike;
  readonly answer: AlikeAnswer | undefined;
  readonly onSay: (answer: AlikeAnswer) => void;
}) => (
  <div className={styles['case']} role="group" aria-label={`${alike.reference}, ${alike.people}`}>
    <Link to="/case/$caseId" params={{ caseId: alike.caseId }} className={styles['name']}>
      {alike.people}
    </Link>
    <ul>
      {alike.reasons.map((reason) => (
        <li key={reason}>
          <IconCheck size={16} stroke={1.75} aria-hidden="true" />
          {reason}
        </li>
      ))}
    </ul>
    <p className={styles['quiet']}>
      {alike.reference}, received {shortDate(alike.receivedOn)}. {alike.status}.
    </p>
    <div className={styles['answers']}>
      {codesOf(alikeAnswers).map((code) => (
        <Button
          key={code}
          size="compact-sm"
          variant={answer === code ? 'filled' : 'default'}
          aria-pressed={answer === code}
          onClick={() => onSay(code)}
        >
          {alikeAnswers[code]}
        </Button>
      ))}
    </div>
    {answer && <p className={styles['quiet']}>{answerWords[answer]}</p>}
  </div>
);

const answerWords: Readonly<Record<AlikeAnswer, string>> = {
  same: 'The two cases will be linked when this one is saved.',
  different: 'The two cases will not be shown as related.',
};

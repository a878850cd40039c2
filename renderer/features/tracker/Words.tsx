import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { InputOf, OutputOf } from '../../../shared/contract/index.ts';
import type { TrackerWord } from '../../../shared/contract/tracker.ts';
import { agencyTypes, codesOf } from '../../../shared/domain/codes.ts';
import {
  addAgencyAs,
  AS_WRITTEN,
  mayStayAsWritten,
  valueKinds,
  type ValueKind,
} from '../../../shared/domain/tracker.ts';
import { PlainTable } from '../../components/PlainTable.tsx';
import { CheckRows } from './CheckRows.tsx';
import styles from './TrackerScreen.module.css';

type Options = OutputOf<'tracker.words'>['options'];

const WORDS_AT_FIRST = 100;
const wordId = ({ kind, key }: Pick<TrackerWord, 'kind' | 'key'>): string => `${kind} ${key}`;

const choicesOf = (kind: ValueKind, options: Options) => [
  { value: '', label: 'Not said yet' },
  {
    group: 'In the register',
    items: (options[kind] ?? []).map(({ id, label }) => ({ value: id, label })),
  },
  ...(mayStayAsWritten(kind)
    ? [{ group: 'Without a code', items: [{ value: AS_WRITTEN, label: 'Keep as written' }] }]
    : []),
  ...(kind === 'agency'
    ? [
        {
          group: 'Add to the directory as',
          items: codesOf(agencyTypes).map((type) => ({
            value: addAgencyAs(type),
            label: `Add: ${agencyTypes[type]}`,
          })),
        },
      ]
    : []),
];

/** What the words of the file mean in the register. What is only alike is offered, and taken by hand. */
export const Words = ({
  plan,
  words,
  options,
  onDone,
}: {
  readonly plan: Omit<InputOf<'tracker.check'>, 'answers'>;
  readonly words: readonly TrackerWord[];
  readonly options: Options;
  readonly onDone: () => void;
}) => {
  const [answers, setAnswers] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(words.map((word) => [wordId(word), word.answer])),
  );
  const [allShown, setAllShown] = useState(false);
  const [most, setMost] = useState(WORDS_AT_FIRST);
  const asked = words.filter(({ answer }) => answer === '');
  const listed = allShown ? words : asked;
  const give = (word: TrackerWord, answer: string): void =>
    setAnswers((before) => ({ ...before, [wordId(word)]: answer }));

  return (
    <>
      <section className={styles['section']} aria-labelledby="tracker-words">
        <h2 id="tracker-words">What the words mean</h2>
        <p>
          {asked.length === 0
            ? 'The register knows every agency, theme, stage and outcome in these columns.'
            : `${asked.length === 1 ? '1 word is' : `${asked.length} words are`} not known to the register. Say what each one means; a row with one that is left is a problem.`}
        </p>
        {words.length > asked.length && (
          <Checkbox
            label={`Show the ${words.length - asked.length} that are known too`}
            checked={allShown}
            onChange={({ currentTarget: { checked } }) => setAllShown(checked)}
          />
        )}
        {listed.length > 0 && (
          <div className={styles['wide']}>
            <PlainTable
              caption="Words of the file and what they mean"
              columns={['In the file', 'Kind', 'Times', 'Means']}
            >
              {listed.slice(0, most).map((word) => (
                <tr key={wordId(word)}>
                  <th scope="row">{word.text}</th>
                  <td>{valueKinds[word.kind]}</td>
                  <td>{word.count.toLocaleString('en-GB')}</td>
                  <td>
                    <NativeSelect
                      aria-label={`${word.text} means`}
                      value={answers[wordId(word)] ?? ''}
                      data={choicesOf(word.kind, options)}
                      onChange={({ currentTarget: { value } }) => give(word, value)}
                    />
                    {word.suggestion && answers[wordId(word)] === '' && (
                      <Button variant="subtle" onClick={() => give(word, word.suggestion?.id ?? '')}>
                        Looks like {word.suggestion.label}: use it
                      </Button>
                    )}
                  </td>
                </tr>
              ))}
            </PlainTable>
          </div>
        )}
        {listed.length > most && (
          <Button
            variant="default"
            className={styles['start'] ?? ''}
            onClick={() => setMost(most + WORDS_AT_FIRST)}
          >
            Show more of the {listed.length}
          </Button>
        )}
      </section>
      <CheckRows
        plan={{
          ...plan,
          answers: words
            .map((word) => ({ kind: word.kind, key: word.key, answer: answers[wordId(word)] ?? '' }))
            .filter(({ answer }) => answer !== ''),
        }}
        onDone={onDone}
      />
    </>
  );
};

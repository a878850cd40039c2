import { Button, Checkbox, Modal } from '@mantine/core';
import { useState } from 'react';
import type { KeptTemplate } from '../../../shared/contract/letters.ts';
import {
  fieldsFor,
  letterFields,
  letterKinds,
  letterReaders,
} from '../../../shared/domain/letters/letterKinds.ts';
import { templateIssues } from '../../../shared/domain/letters/letterTemplate.ts';
import { useMayDo } from '../../api/session.tsx';
import { useChange, useOperation } from '../../api/useOperation.ts';
import { momentInWords } from '../../api/wordsForMoments.ts';
import { useAnnounce } from '../../components/Announcer.tsx';
import { FailedPage } from '../../components/FailedPage.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { Failed, Loading } from '../../components/ScreenState.tsx';
import { PlainTable } from '../../components/PlainTable.tsx';
import { LineField, WordsField } from '../case/dialogFields.tsx';
import { FormDialog } from '../case/FormDialog.tsx';
import { useFormChange } from '../case/useFormChange.ts';
import styles from './LetterScreen.module.css';

type Open = { readonly kind: 'change' | 'earlier'; readonly template: KeptTemplate };

/** The unit's own wordings: what each letter says, who reads it, and which facts it may carry. */
export const WordingsScreen = () => {
  const templates = useOperation('letters.templates', {});
  const mayManage = useMayDo('letters.manage');
  const announce = useAnnounce();
  const restore = useChange('letters.restoreTemplate');
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  if (templates.isError)
    return <FailedPage title="Letters" fault={templates.error} onRetry={() => void templates.refetch()} />;
  if (templates.isPending) return <Loading what="the letters" />;
  return (
    <>
      <PageHeader
        back={{ label: 'Settings', link: { to: '/settings' } }}
        title="Wording of letters"
        subtitle={
          <p>Each wording holds from the next letter on. Letters already written stay as they are.</p>
        }
      />
      {restore.error && <Failed fault={restore.error} />}
      <div className={styles['wordings']}>
        {templates.data.templates.map((template) => (
          <section
            key={template.kind}
            className={styles['wording']}
            aria-labelledby={`letter-${template.kind}`}
          >
            <h2 id={`letter-${template.kind}`}>{letterKinds[template.kind].label}</h2>
            <p>
              For {letterReaders[letterKinds[template.kind].reader]}.{' '}
              {template.mayNameChild ? 'May say who the child is.' : 'Carries the reference only.'}{' '}
              {template.version === 0
                ? 'The wording that comes with the register.'
                : `Version ${template.version}, kept by ${template.keptBy ?? ''}, ${template.keptAt ? momentInWords(template.keptAt) : ''}.`}
            </p>
            <h3>{template.title}</h3>
            <pre>{template.body}</pre>
            <div className={styles['buttons']}>
              {mayManage && (
                <Button variant="default" onClick={() => setOpen({ kind: 'change', template })}>
                  Change the wording
                </Button>
              )}
              {template.version > 0 && (
                <Button variant="subtle" onClick={() => setOpen({ kind: 'earlier', template })}>
                  Earlier wordings
                </Button>
              )}
              {mayManage && !template.bundled && (
                <Button
                  variant="subtle"
                  loading={restore.isPending}
                  onClick={() =>
                    restore.mutate(
                      { kind: template.kind, insteadOfVersion: template.version },
                      {
                        onSuccess: () =>
                          announce(
                            'The wording that comes with the register is in force again. Yours is under Earlier wordings.',
                          ),
                      },
                    )
                  }
                >
                  Restore the register’s wording
                </Button>
              )}
            </div>
          </section>
        ))}
      </div>
      {open?.kind === 'change' && <ChangeDialog template={open.template} onClose={close} />}
      {open?.kind === 'earlier' && <EarlierDialog template={open.template} onClose={close} />}
    </>
  );
};

const ChangeDialog = ({
  template,
  onClose,
}: {
  readonly template: KeptTemplate;
  readonly onClose: () => void;
}) => {
  const { kind, version } = template;
  const announce = useAnnounce();
  const [wording, setWording] = useState({
    kind,
    title: template.title,
    body: template.body,
    mayNameChild: template.mayNameChild,
  });
  const set = (part: Partial<typeof wording>) => setWording({ ...wording, ...part });
  const change = useFormChange(
    'letters.keepTemplate',
    () => {
      announce('The new wording is kept.');
      onClose();
    },
    { title: 'Give the heading', body: 'Write the letter' },
  );
  return (
    <FormDialog
      title={letterKinds[kind].label}
      submitLabel="Keep the wording"
      wide
      issues={change.issues}
      fault={change.fault}
      busy={change.busy}
      onSubmit={() => change.submit({ ...wording, insteadOfVersion: version }, templateIssues(wording))}
      onClose={onClose}
    >
      <Checkbox
        label="This letter may say who the child is"
        description={`For ${letterReaders[letterKinds[kind].reader]}.`}
        checked={wording.mayNameChild}
        onChange={(event) => set({ mayNameChild: event.currentTarget.checked })}
      />
      <LineField
        path="title"
        label="Heading"
        value={wording.title}
        error={change.errorOf('title')}
        onChange={(title) => set({ title })}
      />
      <WordsField
        path="body"
        label="The letter"
        lines={10}
        value={wording.body}
        error={change.errorOf('body')}
        onChange={(body) => set({ body })}
      />
      <details>
        <summary>Fields that can be used</summary>
        <PlainTable caption="Fields of the wording" columns={['Field', 'Such as']}>
          {fieldsFor(kind, wording.mayNameChild).map((field) => (
            <tr key={field}>
              <th scope="row">{`{${field}}`}</th>
              <td>{letterFields[field]}</td>
            </tr>
          ))}
        </PlainTable>
      </details>
    </FormDialog>
  );
};

const EarlierDialog = ({
  template,
  onClose,
}: {
  readonly template: KeptTemplate;
  readonly onClose: () => void;
}) => {
  const history = useOperation('letters.templateHistory', { kind: template.kind });
  return (
    <Modal
      opened
      onClose={onClose}
      size={720}
      title={letterKinds[template.kind].label}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {history.isError && <Failed fault={history.error} onRetry={() => void history.refetch()} />}
      {history.isPending && <Loading what="the earlier wordings" />}
      <div className={styles['wordings']}>
        {history.data?.versions.map((version) => (
          <section key={version.version} className={styles['wording']}>
            <h3>
              {version.version === 0
                ? 'Comes with the register'
                : `Version ${version.version}, ${version.keptBy ?? ''}, ${version.keptAt ? momentInWords(version.keptAt) : ''}`}
            </h3>
            <p>{version.title}</p>
            <pre>{version.body}</pre>
          </section>
        ))}
      </div>
    </Modal>
  );
};

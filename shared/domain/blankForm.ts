import type { FormFieldPath, FormRow, Procedure } from './procedures/procedureSchema.ts';

/** One field to fill in. */
export interface BlankField {
  /**
   * The procedure and the path in the office's dictionary: `bury.children.0.name`. In a filled form the number counts
   * the children; the referrer and those who join in are `referrers`.
   */
  readonly name: string;
  /** What a screen reader says, and what the register calls the place where a value stood. */
  readonly label: string;
  readonly kind: 'line' | 'date' | 'lines' | 'yesNo';
  /** How to fill it in, where its label does not say: printed in brackets beneath it. */
  readonly hint?: string;
  /** Printed before the field where a label has several. */
  readonly caption?: string;
}

export interface BlankAnswer {
  readonly kind: 'answer';
  readonly label: string;
  readonly instruction?: string;
  readonly fields: readonly BlankField[];
}

export type BlankPart =
  | BlankAnswer
  | { readonly kind: 'heading'; readonly label: string }
  /** One row a child. */
  | { readonly kind: 'children'; readonly columns: readonly BlankField[] }
  /** Filled in once for each referrer. */
  | { readonly kind: 'referrers'; readonly answers: readonly BlankAnswer[] }
  | {
      readonly kind: 'stages';
      readonly columns: readonly [string, string, string];
      readonly evidenceRemark?: string;
      readonly rows: readonly {
        readonly label: string;
        readonly date: BlankField;
        readonly evidence: BlankField;
        readonly decision?: { readonly label: string; readonly by: BlankField; readonly text: BlankField };
      }[];
    };

/** A procedure's form with nothing filled in, top to bottom. */
export interface BlankForm {
  readonly partnershipName: string;
  readonly title: string;
  readonly securityNotice?: string;
  readonly parts: readonly BlankPart[];
  readonly closing?: string;
}

type FieldRow = Extract<FormRow, { kind: 'field' }>;
type Shape = Omit<BlankField, 'name' | 'label'> & { readonly path: string; readonly of?: string };

const shapes: Readonly<Record<FormFieldPath, readonly Shape[]>> = {
  dateOfNotification: [{ path: 'dateOfNotification', kind: 'date' }],
  'child.name': [{ path: 'children.0.name', kind: 'line' }],
  'child.dateOfBirth': [
    {
      path: 'children.0.dateOfBirth',
      kind: 'line',
      hint: 'dd/mm/yyyy; unborn: EDD and the date',
    },
  ],
  'child.nhsNumber': [{ path: 'children.0.number', kind: 'line' }],
  'child.nhsOrOtherNumber': [{ path: 'children.0.number', kind: 'line' }],
  'referrer.name': [{ path: 'referrers.0.name', kind: 'line' }],
  'referrer.role': [{ path: 'referrers.0.role', kind: 'line' }],
  'referrer.agency': [{ path: 'referrers.0.agency', kind: 'line' }],
  'referrer.contactDetails': [
    { path: 'referrers.0.email', kind: 'line', of: 'e-mail', caption: 'E-mail' },
    { path: 'referrers.0.phone', kind: 'line', of: 'telephone', caption: 'Telephone' },
  ],
  'safeguardingLead.aware': [{ path: 'safeguardingLead.aware', kind: 'yesNo' }],
  'safeguardingLead.name': [{ path: 'safeguardingLead.name', kind: 'line' }],
  notificationSentTo: [{ path: 'notificationSentTo', kind: 'lines' }],
  summary: [{ path: 'summary', kind: 'lines' }],
  evidence: [{ path: 'evidence', kind: 'lines' }],
  desiredOutcome: [{ path: 'desiredOutcome', kind: 'lines' }],
  'response.text': [{ path: 'response.text', kind: 'lines' }],
  'response.date': [{ path: 'response.date', kind: 'date', of: 'of the response' }],
  'resolution.text': [{ path: 'resolution.text', kind: 'lines' }],
  'resolution.date': [{ path: 'resolution.date', kind: 'date', of: 'of the resolution' }],
};

const plain = (label: string): string => label.replace(/\s*:\s*$/, '');

/** The procedure's own form, or the register's layout where the document has none, as fields to fill in. */
export const blankForm = ({ id, partnershipName, form }: Procedure): BlankForm => {
  const fieldsOf = ({ field, label }: FieldRow): readonly BlankField[] =>
    shapes[field].map(({ path, of, ...shape }) => ({
      ...shape,
      name: `${id}.${path}`,
      label: of === undefined ? plain(label) : `${plain(label)}, ${of}`,
    }));
  const answerOf = (row: FieldRow): BlankAnswer => ({
    kind: 'answer',
    label: row.label,
    fields: fieldsOf(row),
    ...(row.instruction === undefined ? {} : { instruction: row.instruction }),
  });
  const rowsOf = (start: 'child.' | 'referrer.'): readonly FieldRow[] =>
    form.rows.flatMap((row) => (row.kind === 'field' && row.field.startsWith(start) ? [row] : []));

  const partOf = (row: FormRow): readonly BlankPart[] => {
    if (row.kind === 'heading') return [{ kind: 'heading', label: row.label }];
    if (row.kind === 'stageTable')
      return [
        {
          kind: 'stages',
          columns: row.columns,
          ...(row.evidenceRemark === undefined ? {} : { evidenceRemark: row.evidenceRemark }),
          rows: row.rows
            .filter(({ noticeOnly }) => !noticeOnly)
            .map(({ stageOrder, label, decisionLabel }) => {
              const name = `${id}.stageOutcomes.${stageOrder}`;
              const [, dateColumn, evidenceColumn] = row.columns;
              return {
                label,
                date: {
                  name: `${name}.dateResolved`,
                  label: `${label}, ${dateColumn}`,
                  kind: 'date',
                },
                evidence: { name: `${name}.evidence`, label: `${label}, ${evidenceColumn}`, kind: 'lines' },
                ...(decisionLabel === undefined
                  ? {}
                  : {
                      decision: {
                        label: decisionLabel,
                        by: {
                          name: `${id}.finalDecision.by`,
                          label: `${plain(decisionLabel)}, by whom`,
                          kind: 'line',
                        },
                        text: {
                          name: `${id}.finalDecision.text`,
                          label: `${plain(decisionLabel)}, in words`,
                          kind: 'lines',
                        },
                      },
                    }),
              };
            }),
        },
      ];
    // All that is asked of a child, or of a referrer, stands together where its first question stands.
    const children = rowsOf('child.');
    if (children.includes(row))
      return row === children[0] ? [{ kind: 'children', columns: children.flatMap(fieldsOf) }] : [];
    const referrers = rowsOf('referrer.');
    if (referrers.includes(row))
      return row === referrers[0] ? [{ kind: 'referrers', answers: referrers.map(answerOf) }] : [];
    return [answerOf(row)];
  };

  return {
    partnershipName,
    title: form.title,
    ...(form.securityNotice === undefined ? {} : { securityNotice: form.securityNotice }),
    parts: form.rows.flatMap(partOf),
    ...(form.closing === undefined ? {} : { closing: form.closing }),
  };
};

/** Every field of a blank form, in its order. */
export const fieldsOfBlankForm = ({ parts }: BlankForm): readonly BlankField[] =>
  parts.flatMap((part) => {
    switch (part.kind) {
      case 'heading':
        return [];
      case 'answer':
        return part.fields;
      case 'children':
        return part.columns;
      case 'referrers':
        return part.answers.flatMap(({ fields }) => fields);
      case 'stages':
        return part.rows.flatMap(({ date, evidence, decision }) => [
          date,
          evidence,
          ...(decision ? [decision.by, decision.text] : []),
        ]);
    }
  });

/** The same field of another child or referrer, counted from 0: only the number of who it is about differs. */
export const repeatField = (name: string, item: number): string => name.replace('.0.', `.${item}.`);

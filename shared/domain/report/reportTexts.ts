/** What people write in a quarterly report (screens.md, "Quarterly report"): everything in it that is not a figure. */
import { z } from 'zod';

export const reportKinds = {
  internal: 'Internal',
  published: 'Published',
} as const;
export type ReportKind = keyof typeof reportKinds;

export const reportFormats = {
  pdf: 'PDF',
  docx: 'Word',
  xlsx: 'Tables as a spreadsheet',
} as const;
export type ReportFormat = keyof typeof reportFormats;

/** The parts of every report, in their order. */
export const reportSections = {
  purpose: 'Purpose',
  headlines: 'Headlines',
  volume: 'Volume and trend',
  agencies: 'Agencies',
  themes: 'Themes',
  timeliness: 'Timeliness',
  outcomes: 'Decisions and outcomes for children',
  learning: 'Learning',
  actions: 'Actions and owners',
  quality: 'Quality of the data',
  method: 'How the figures were made',
} as const;
export type ReportSection = keyof typeof reportSections;

/** Sections that show figures: each has a box for commentary. */
export const commentedSections = [
  'volume',
  'agencies',
  'themes',
  'timeliness',
  'outcomes',
  'quality',
] as const satisfies readonly ReportSection[];
export type CommentedSection = (typeof commentedSections)[number];

const words = z.string().max(20_000, 'Use 20,000 characters or fewer');
const line = z.string().max(500, 'Use 500 characters or fewer');

export const reportActionSchema = z.strictObject({ action: line, owner: line, by: line });
export type ReportAction = z.infer<typeof reportActionSchema>;

/** Kept exactly as typed. Each line of purpose, headlines, commentary and learning is a paragraph. */
export const reportTextsSchema = z.strictObject({
  purpose: words,
  /** Null as long as they are made from the figures. */
  headlines: words.nullable(),
  commentary: z.strictObject(
    Object.fromEntries(commentedSections.map((section) => [section, words])) as Record<
      CommentedSection,
      typeof words
    >,
  ),
  learning: words,
  actions: z.array(reportActionSchema).max(100, 'Keep to 100 actions'),
  /** Why words that the check asks about may stay, by the finding's key. */
  settled: z.array(z.strictObject({ key: z.string().max(400), reason: line })).max(500),
});
export type ReportTexts = z.infer<typeof reportTextsSchema>;

const usualPurpose: Readonly<Record<ReportKind, string>> = {
  internal:
    'This report tells the partnership what the escalations of the period say about how agencies work together for children: how many there were, who raised them with whom, what they were about, how soon they were resolved, and what came of them for the children.\nIt is for the partnership alone. Small numbers are shown in full, so that it must not be passed on or published.',
  published:
    'This report tells what the escalations of the period say about how agencies work together for children: how many there were, who raised them with whom, what they were about, how soon they were resolved, and what came of them for the children.\nSmall numbers are not shown, so that no child can be recognised.',
};

/** What a new report begins with. */
export const startingTexts = (kind: ReportKind): ReportTexts => ({
  purpose: usualPurpose[kind],
  headlines: null,
  commentary: {
    // Numbers go up where people feel able to challenge one another: a reader should not take that for bad news.
    volume:
      'A rise in escalations is not bad news in itself: it is as often a sign that professionals feel able to challenge one another. A fall, or silence, deserves as much attention.',
    agencies: '',
    themes: '',
    timeliness: '',
    outcomes: '',
    quality: '',
  },
  learning: '',
  actions: [],
  settled: [],
});

/** Everything in a report that somebody typed, with the path of its field. `headlines` are those that will be shown. */
export const freeTextsOf = (
  texts: ReportTexts,
  headlines: readonly string[],
): readonly { readonly path: string; readonly text: string }[] =>
  [
    { path: 'purpose', text: texts.purpose },
    { path: 'headlines', text: headlines.join('\n') },
    ...commentedSections.map((section) => ({
      path: `commentary.${section}`,
      text: texts.commentary[section],
    })),
    { path: 'learning', text: texts.learning },
    ...texts.actions.flatMap(({ action, owner, by }, index) => [
      { path: `actions.${index}.action`, text: action },
      { path: `actions.${index}.owner`, text: owner },
      { path: `actions.${index}.by`, text: by },
    ]),
  ].filter(({ text }) => text.trim() !== '');

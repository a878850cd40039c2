import { expect, test } from 'vitest';
import { likelyAgency } from '../../shared/domain/agencyNames.ts';
import { startingAgencies } from '../../shared/domain/startingAgencies.ts';

const agencies = [
  ...startingAgencies.map(({ name }) => name),
  'Hollybrook Primary School',
  'Hollybrook High School',
  'Irwell Valley NHS Foundation Trust',
  'Moorland Constabulary',
  'Riverside Midwifery Service',
].map((name) => ({ name, retired: false }));

const proposed = (written: string): string | undefined => likelyAgency(written, agencies)?.name;

test('an agency is proposed for the ways in which people write its name', () => {
  const written = {
    'Hollybrook Primary School': 'Hollybrook Primary School',
    'hollybrook primary': 'Hollybrook Primary School',
    'Holybrook Primary Schol': 'Hollybrook Primary School',
    'Hollybrook Primary School, Church Lane, Bury': 'Hollybrook Primary School',
    'Irwell Valley Trust': 'Irwell Valley NHS Foundation Trust',
    'Moorland Constabulary - Child Protection Unit': 'Moorland Constabulary',
    'Childrens Social Care': "Children's Social Care",
    'Children’s social-care team': "Children's Social Care",
    CAMHS: 'Child and adolescent mental health',
    'The Probation Service': 'Probation',
  };
  expect(Object.fromEntries(Object.keys(written).map((words) => [words, proposed(words)]))).toEqual(written);
});

test('nothing is proposed where no agency is likely, where two are, or where it has been retired', () => {
  expect({
    nothing: proposed(''),
    unknown: proposed('Severnvale Schools Trust'),
    two: proposed('Hollybrook'),
    kind: proposed('Primary School'),
    retired: likelyAgency('Hollybrook Primary School', [
      { name: 'Hollybrook Primary School', retired: true },
    ]),
  }).toEqual({ nothing: undefined, unknown: undefined, two: undefined, kind: undefined, retired: undefined });
});

import { describe, expect, test } from 'vitest';
import { commonThemes } from '../../../shared/domain/codes.ts';
import { bundledProcedures, getProcedure } from '../../../shared/domain/procedures/bundledProcedures.ts';
import {
  procedureSchema,
  type Procedure,
  type RuleSource,
} from '../../../shared/domain/procedures/procedureSchema.ts';

const sourcesOf = (part: unknown): readonly RuleSource[] => {
  if (typeof part !== 'object' || part === null) return [];
  if ('document' in part && 'place' in part) return [part as RuleSource];
  return Object.values(part).flatMap(sourcesOf);
};

test('the register comes with six procedures, found by their ids', () => {
  expect(bundledProcedures.map(({ id }) => getProcedure(id).shortName)).toEqual([
    'Bury',
    'Gloucestershire',
    'Staffordshire',
    'Stoke-on-Trent',
    'West Sussex',
    'Salford',
  ]);
  expect(() => getProcedure('elsewhere')).toThrow('There is no procedure called elsewhere');
});

describe.each(bundledProcedures)('$shortName', (procedure: Procedure) => {
  test('fits the schema as it stands', () => {
    expect(procedureSchema.parse(procedure)).toEqual(procedure);
  });

  test('every rule quotes its document or says that it is silent', () => {
    expect(
      sourcesOf(procedure).filter(({ quote, remark }) => quote === undefined && remark === undefined),
    ).toEqual([]);
  });

  test('every theme is tied to a common one', () => {
    expect(procedure.themes.filter(({ common }) => !(common in commonThemes))).toEqual([]);
  });

  test('names no mailbox, no telephone number and no person', () => {
    expect(JSON.stringify(procedure)).not.toMatch(/@|\b0\d{3,4} ?\d{3}/);
  });

  test('uses an id once among its timescales, its themes and its decision bodies', () => {
    const ids = [
      procedure.stages.flatMap((stage) => stage.timescales.map(({ id }) => id)),
      procedure.themes.map(({ id }) => id),
      procedure.decisionBodies.map(({ id }) => id),
      ...procedure.stages.map((stage) => stage.duties.map(({ id }) => id)),
    ];
    expect(ids.map((each) => new Set(each).size)).toEqual(ids.map((each) => each.length));
  });
});

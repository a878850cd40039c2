/**
 * Everything that a window may ask of the backend, as a table of contents. To add an operation: write it in its
 * feature's file here, and the compiler asks for its handler; the window's client has it at once.
 */
import type { z } from 'zod';
import { actions } from './actions.ts';
import { analytics } from './analytics.ts';
import { audit } from './audit.ts';
import { backups } from './backups.ts';
import { blankForms } from './blankForms.ts';
import { breaches } from './breaches.ts';
import type { MenuRequest } from './bridge.ts';
import { cases } from './cases.ts';
import { decisions } from './decisions.ts';
import { directory } from './directory.ts';
import { documents } from './documents.ts';
import { drafts } from './drafts.ts';
import { jobs } from './jobs.ts';
import { letters } from './letters.ts';
import { notices } from './notices.ts';
import type { Operation, RegisterEvent } from './operation.ts';
import { packs } from './packs.ts';
import { people } from './people.ts';
import { preferences } from './preferences.ts';
import { procedures } from './procedures.ts';
import { reviews } from './reviews.ts';
import { reports } from './reports.ts';
import { packDesk } from './packDesk.ts';
import { savedViews } from './savedViews.ts';
import { retention } from './retention.ts';
import { settings } from './settings.ts';
import { subjectAccess } from './subjectAccess.ts';
import { tracker } from './tracker.ts';
import { unsaved } from './unsaved.ts';
import { vault } from './vault.ts';

export const contract = {
  vault,
  jobs,
  backups,
  people,
  settings,
  procedures,
  directory,
  documents,
  drafts,
  cases,
  reviews,
  decisions,
  actions,
  notices,
  packs,
  packDesk,
  letters,
  breaches,
  blankForms,
  tracker,
  savedViews,
  preferences,
  analytics,
  unsaved,
  reports,
  audit,
  retention,
  subjectAccess,
};
export type Contract = typeof contract;

type OperationKeys<Feature> = {
  [Key in keyof Feature]: Feature[Key] extends Operation ? Key : never;
}[keyof Feature];

/** Every operation as `feature.name`. */
export type OperationName = {
  [Feature in keyof Contract]: `${Feature & string}.${OperationKeys<Contract[Feature]> & string}`;
}[keyof Contract];

type OperationAt<Name extends OperationName> = Name extends `${infer Feature}.${infer Key}`
  ? Feature extends keyof Contract
    ? Key extends keyof Contract[Feature]
      ? Contract[Feature][Key]
      : never
    : never
  : never;

export type InputOf<Name extends OperationName> =
  OperationAt<Name> extends { input: infer Input extends z.ZodType } ? z.input<Input> : never;
export type ParsedInputOf<Name extends OperationName> =
  OperationAt<Name> extends { input: infer Input extends z.ZodType } ? z.output<Input> : never;
export type OutputOf<Name extends OperationName> =
  OperationAt<Name> extends { output: infer Output extends z.ZodType } ? z.output<Output> : never;

/** The features' operations, each a function of one input: what the window's client looks like. */
export type Client = {
  [Feature in keyof Contract]: {
    [Key in OperationKeys<Contract[Feature]>]: (
      input: InputOf<`${Feature & string}.${Key & string}` & OperationName>,
    ) => Promise<OutputOf<`${Feature & string}.${Key & string}` & OperationName>>;
  };
};

/** `menu.asked` comes from the host's own menu, everything else from the backend. */
export type EventName = keyof EventPayloads;
interface EventPayloads {
  readonly 'vault.locked': z.output<(typeof vault.locked)['payload']>;
  readonly 'menu.asked': { readonly request: MenuRequest };
}
export type EventPayload<Name extends EventName> = EventPayloads[Name];

/** Every operation by its name, made once from the contract. */
export const operations: ReadonlyMap<OperationName, Operation> = new Map(
  Object.entries(contract).flatMap(([feature, definitions]) =>
    Object.entries(definitions as Record<string, Operation | RegisterEvent>).flatMap(([key, definition]) =>
      definition.kind === 'event' ? [] : [[`${feature}.${key}` as OperationName, definition] as const],
    ),
  ),
);

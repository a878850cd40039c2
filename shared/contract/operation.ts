/**
 * What an operation is: its kind, who may call it, what goes in, what comes out and how it is written to the
 * audit log. The router, the window's client and the tests are all derived from these objects.
 */
import type { z } from 'zod';
import type { Permission } from '../domain/permissions.ts';

/** Kinds of audit entry, as law enforcement's logging duty names them. */
export const auditKinds = [
  'collection',
  'alteration',
  'consultation',
  'disclosure',
  'combination',
  'erasure',
  'security',
] as const;
export type AuditKind = (typeof auditKinds)[number];

/**
 * `beforeUnlock`: may be called with nobody signed in. `openPack`: needs an open review pack, and reaches nothing but it.
 * Everything else needs a role that carries the permission.
 */
export type Access = Permission | 'beforeUnlock' | 'openPack';

interface Definition<Input extends z.ZodType, Output extends z.ZodType> {
  readonly input: Input;
  readonly output: Output;
  readonly allow: Access;
}

export interface Query<
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
> extends Definition<Input, Output> {
  readonly kind: 'query';
  /** Set where the look itself is worth a line in the audit log. */
  readonly audit?: AuditKind;
}

export interface Mutation<
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
> extends Definition<Input, Output> {
  readonly kind: 'mutation';
  /** `none` only for what changes nothing that a register keeps: a piece of an upload, a review pack's own notes. */
  readonly audit: AuditKind | 'none';
}

export interface RegisterEvent<Payload extends z.ZodType = z.ZodType> {
  readonly kind: 'event';
  readonly payload: Payload;
}

export type Operation = Query | Mutation;

export const query = <Input extends z.ZodType, Output extends z.ZodType>(
  definition: Omit<Query<Input, Output>, 'kind'>,
): Query<Input, Output> => ({ kind: 'query', ...definition });

export const mutation = <Input extends z.ZodType, Output extends z.ZodType>(
  definition: Omit<Mutation<Input, Output>, 'kind'>,
): Mutation<Input, Output> => ({ kind: 'mutation', ...definition });

export const event = <Payload extends z.ZodType>(payload: Payload): RegisterEvent<Payload> => ({
  kind: 'event',
  payload,
});

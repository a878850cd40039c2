import { z } from 'zod';
import { idSchema } from '../../../shared/contract/common.ts';
import { answerSchema } from '../../../shared/contract/packDesk.ts';
import { instantSchema } from '../../../shared/domain/calendarTypes.ts';
import { signWith } from '../vault/keyPairs.ts';
import { lengthPrefixed } from '../vault/lengthPrefixed.ts';
import { packRefusals } from './packRefusals.ts';
import { openSealedFile, readSealedFile, sealFile, type SealedFile } from './sealedFile.ts';

const KIND = 'ESCALATION REGISTER REVIEW ANSWER';
const FORMAT = 1;

const headerSchema = z.strictObject({ format: z.literal(FORMAT), registerId: idSchema, packId: idSchema });
type ReturnHeader = z.infer<typeof headerSchema>;
const formatSchema = z.looseObject({ format: z.int() });

/** What a reviewer signs of one case. It names the very pack that was read, so that it stands for nothing else. */
const statementSchema = z.strictObject({
  format: z.literal(FORMAT),
  registerId: idSchema,
  packId: idSchema,
  packSha256: z.string(),
  caseId: idSchema,
  reviewer: z.string(),
  /** When the pack was first opened. */
  openedAt: instantSchema,
  signedAt: instantSchema,
  /** `signature`: base64, over the decision's own digest, as every decision of the register is signed. */
  answer: answerSchema.extend({ signature: z.base64().optional() }),
});
export type Statement = z.infer<typeof statementSchema>;

export interface SignedStatement {
  /** JSON, to the byte as it was signed. */
  readonly text: string;
  readonly signature: Buffer;
}

const contentSchema = z.strictObject({
  statements: z.array(z.strictObject({ text: z.string(), signature: z.base64() })).min(1),
});

/** What the signature stands over. */
export const statementMessage = (text: string): Buffer =>
  lengthPrefixed(['escalation-register v1 review statement', text]);

export const signStatement = (statement: Omit<Statement, 'format'>, seed: Buffer): SignedStatement => {
  const text = JSON.stringify({ format: FORMAT, ...statement });
  return { text, signature: signWith(seed, statementMessage(text)) };
};

/** @throws where it is no statement of this program */
export const readStatement = (text: string): Statement => statementSchema.parse(JSON.parse(text));

export const writeReturn = (
  { registerId, packId }: Pick<Statement, 'registerId' | 'packId'>,
  returnKey: Buffer,
  statements: readonly SignedStatement[],
): Buffer => {
  const header: ReturnHeader = { format: FORMAT, registerId, packId };
  const content = {
    statements: statements.map(({ text, signature }) => ({ text, signature: signature.toString('base64') })),
  };
  return sealFile({ kind: KIND, header, key: returnKey, content: Buffer.from(JSON.stringify(content)) });
};

export interface ReturnFile {
  readonly header: ReturnHeader;
  readonly file: SealedFile;
}

/** Throws a refusal where it is no answer, is altered, or is of a newer program. */
export const readReturn = (bytes: Buffer): ReturnFile => {
  const file = readSealedFile(bytes, KIND);
  if (file === 'other') throw packRefusals.notAReturn();
  if (file === 'altered') throw packRefusals.alteredReturn();
  const format = formatSchema.safeParse(file.header);
  if (format.success && format.data.format > FORMAT) throw packRefusals.newerReturn();
  const header = headerSchema.safeParse(file.header);
  if (!header.success) throw packRefusals.alteredReturn();
  return { header: header.data, file };
};

/** The statements, their signatures not looked at yet. Throws a refusal where anything was changed. */
export const openReturn = ({ file }: ReturnFile, returnKey: Buffer): readonly SignedStatement[] => {
  const content = openSealedFile(file, returnKey);
  if (!content) throw packRefusals.alteredReturn();
  const read = contentSchema.safeParse(JSON.parse(content.toString('utf8')));
  if (!read.success) throw packRefusals.newerReturn();
  return read.data.statements.map(({ text, signature }) => ({
    text,
    signature: Buffer.from(signature, 'base64'),
  }));
};

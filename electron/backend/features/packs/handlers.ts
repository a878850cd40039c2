/** Cases that go out to a reviewer elsewhere as a sealed pack, and what comes back: made, saved, withdrawn, taken in. */
import { randomBytes } from 'node:crypto';
import { shortDate } from '../../../../shared/domain/wordsForDates.ts';
import type { ParsedInputOf } from '../../../../shared/contract/index.ts';
import { PROTECTIVE_MARKING } from '../../../../shared/domain/paperContent.ts';
import { roles } from '../../../../shared/domain/permissions.ts';
import { getStage } from '../../../../shared/domain/procedures/procedureSchema.ts';
import { packEmail, packExpiryIssue, packFileName, packName } from '../../../../shared/domain/reviewPack.ts';
import { maySign } from '../../../../shared/domain/signing.ts';
import { addDays } from '../../../../shared/domain/workingDays.ts';
import { AppFault, invalid, notFound, refused } from '../../appFault.ts';
import type { Context } from '../../context.ts';
import { writePack, type PackManifest } from '../../packs/packFile.ts';
import { packRefusals } from '../../packs/packRefusals.ts';
import { digestOf } from '../../packs/sealedFile.ts';
import type { Handlers } from '../../router.ts';
import { generateKeyPair } from '../../vault/keyPairs.ts';
import { generatePassphrase } from '../../vault/passphrases.ts';
import { productionCost } from '../../vault/sealMaster.ts';
import { startOfOfficeDay } from '../cases/standing.ts';
import { listAgencies } from '../directory/repository.ts';
import type { Uploads } from '../documents/uploads.ts';
import { findPerson } from '../people/repository.ts';
import { getSettings } from '../settings/repository.ts';
import { packedCasesOf } from './packedCases.ts';
import type { PackShelf } from './packShelf.ts';
import {
  findPack,
  insertPack,
  listPackCases,
  listPacksOf,
  updatePack,
  type StoredPack,
} from './repository.ts';
import { keepReturnedCase } from './returnedDecision.ts';
import { answerViewOf, hasChanged, packViewOf, readReturnedPack, registerIdOf } from './returnedPack.ts';

const getPack = ({ database }: Context, packId: string): StoredPack => {
  const pack = findPack(database, packId);
  if (!pack) throw notFound('This review pack is no longer in the register.');
  return pack;
};

interface Reviewer {
  readonly name: string;
  readonly role: string;
  readonly bodyIds: string[];
  readonly personId: string | null;
}

/** A name however it is typed. */
const folded = (name: string): string => name.trim().toLowerCase().replaceAll(/\s+/g, ' ');

/** Who reviews, as what, and for which bodies. Throws where they do not decide at the stage of every case. */
const reviewerOf = (
  context: Context,
  choice: ParsedInputOf<'packs.create'>['reviewer'],
  cases: PackManifest['cases'],
): Reviewer => {
  const stages = cases.map(({ detail }) => ({
    procedure: detail.procedure,
    stage: getStage(detail.procedure, detail.row.stage.order),
  }));
  const reviewer = choice.kind === 'person' ? personOf(context, choice.personId) : undefined;
  const bodiesAt = stages.map(({ procedure, stage }) =>
    procedure.decisionBodies.filter(
      (body) =>
        stage.decisionBodies.includes(body.id) &&
        (choice.kind === 'named'
          ? body.id === choice.bodyId
          : reviewer !== undefined && maySign(reviewer.role, body)),
    ),
  );
  const without = bodiesAt.findIndex((bodies) => bodies.length === 0);
  if (without >= 0)
    throw invalid('Choose the reviewer.', [
      {
        path: 'reviewer',
        message: `Choose somebody who decides at ${stages[without]?.stage.label ?? ''} of ${cases[without]?.detail.row.reference ?? ''}`,
      },
    ]);
  const bodies = bodiesAt.flat();
  const name = reviewer?.name ?? (choice.kind === 'named' ? choice.name : '');
  // Whoever makes a pack knows its passphrase: it may not go out in their own name.
  if (reviewer?.id === context.session.userId || folded(name) === folded(context.session.name))
    throw invalid('Choose the reviewer.', [
      {
        path: 'reviewer',
        message: 'You are making this pack, so you cannot be its reviewer: let a colleague make it for you',
      },
    ]);
  return {
    name,
    role: reviewer ? roles[reviewer.role] : (bodies[0]?.label ?? ''),
    bodyIds: [...new Set(bodies.map(({ id }) => id))],
    personId: reviewer?.id ?? null,
  };
};

const personOf = ({ database }: Context, personId: string) => {
  const person = findPerson(database, personId);
  if (!person || person.leftAt) throw notFound('This person is no longer there. Choose another reviewer.');
  return person;
};

/** Packs are for deciding: a case that nobody can decide now is not sent out. */
const refuseUndecidable = (cases: PackManifest['cases']): void => {
  for (const { detail } of cases) {
    const { row, procedure } = detail;
    const stage = getStage(procedure, row.stage.order);
    if (row.status !== 'open')
      throw refused(`${row.reference} is not open, so there is nothing in it to decide. Leave it out.`);
    if (stage.decisionBodies.length === 0)
      throw refused(`Nobody decides ${row.reference} at ${stage.label}. Leave it out.`);
  }
};

export const createPacksHandlers = (uploads: Uploads, shelf: PackShelf): Handlers['packs'] => {
  /** A line in the log of each case of a pack, before anything leaves. */
  const lookAtEach = (context: Context, caseIds: readonly string[], detail: string): void =>
    caseIds.forEach((caseId) => context.recordLook({ entity: `case:${caseId}`, detail }));

  return {
    create: async ({ caseIds, reviewer: choice, expiresOn }, context) => {
      const { ports, now, today, session } = context;
      const expiry = packExpiryIssue(expiresOn, today);
      if (expiry !== undefined)
        throw invalid('Check the day until which the pack opens.', [{ path: 'expiresOn', message: expiry }]);
      const wanted = [...new Set(caseIds)];
      const { cases, files } = packedCasesOf(context, wanted);
      refuseUndecidable(cases);
      const { personId, ...reviewer } = reviewerOf(context, choice, cases);
      const settings = getSettings(context.database);
      const packId = ports.ids.next();
      const expiresAt = startOfOfficeDay(addDays(expiresOn, 1));
      const signing = generateKeyPair('ed25519');
      const returnKey = randomBytes(32);
      const passphrase = generatePassphrase();
      const bytes = await writePack(
        {
          manifest: {
            registerId: registerIdOf(context),
            packId,
            unitName: settings.unitName,
            marking: PROTECTIVE_MARKING,
            createdBy: session.name,
            createdAt: now,
            expiresAt,
            reviewer,
            signingSeed: signing.secret.toString('base64'),
            returnKey: returnKey.toString('base64'),
            agencies: listAgencies(context.database).map(({ id, name, fullMember }) => ({
              id,
              name,
              fullMember,
            })),
            cases,
          },
          files,
        },
        passphrase,
        ports.scryptCost ?? productionCost,
      );
      signing.secret.fill(0);
      const [firstCaseId = '', ...otherCaseIds] = wanted;
      const detail = `review pack ${packName(packId)} made`;
      context.record({ entity: `case:${firstCaseId}`, detail }, (database) =>
        insertPack(
          database,
          {
            id: packId,
            reviewerPersonId: personId,
            reviewerName: reviewer.name,
            reviewerRole: reviewer.role,
            bodyIds: reviewer.bodyIds,
            createdAt: now,
            createdBy: session.userId,
            expiresAt,
            sha256: digestOf(bytes),
            byteCount: bytes.length,
            publicKey: signing.publicKey,
            returnKey,
            handedOverAt: null,
            withdrawnAt: null,
            withdrawnBy: null,
            withdrawnReason: null,
          },
          cases.map(({ detail: { row, revision } }) => ({ caseId: row.caseId, revision })),
        ),
      );
      lookAtEach(context, otherCaseIds, detail);
      shelf.put(packId, bytes);
      return {
        packId,
        passphrase,
        bytes: bytes.length,
        email: packEmail({
          packId,
          reviewerName: reviewer.name,
          unitName: settings.unitName,
          expiresOn: shortDate(expiresOn),
          marking: PROTECTIVE_MARKING,
          secureKeyword: settings.secureKeyword,
        }),
      };
    },

    save: async ({ packId }, context) => {
      const pack = getPack(context, packId);
      if (pack.withdrawnAt !== null) throw refused('This pack was withdrawn. Make a new one.');
      const bytes = shelf.find(packId);
      if (!bytes)
        throw refused(
          'A pack can be saved only until the register is locked, and this one no longer can. Withdraw it and make a new one.',
        );
      const [firstCaseId = '', ...otherCaseIds] = listPackCases(context.database, packId).map(
        ({ caseId }) => caseId,
      );
      const detail = `review pack ${packName(packId)}`;
      lookAtEach(context, otherCaseIds, `${detail} handed over`);
      const handed = await context.handOver(
        { entity: `case:${firstCaseId}`, detail },
        { suggestedName: packFileName(packId), bytes, action: 'save' },
      );
      if (handed.delivered)
        context.record({ entity: `case:${firstCaseId}`, detail: `${detail} saved` }, (database) =>
          updatePack(database, packId, { handedOverAt: context.now }),
        );
      return handed;
    },

    list: ({ caseId }, context) => ({
      packs: listPacksOf(context.database, caseId).map((pack) => packViewOf(context, pack)),
    }),

    withdraw: ({ packId, reason }, context) => {
      const view = packViewOf(context, getPack(context, packId));
      if (view.state === 'withdrawn') throw refused('This pack is withdrawn already.');
      if (view.state === 'returned')
        throw refused('The answer to this pack has been taken in: there is nothing left to withdraw.');
      const [first, ...others] = view.cases;
      const detail = `review pack ${packName(packId)} withdrawn`;
      context.record({ entity: `case:${first?.caseId ?? ''}`, detail }, (database) =>
        updatePack(database, packId, {
          withdrawnAt: context.now,
          withdrawnBy: context.session.userId,
          withdrawnReason: reason,
        }),
      );
      lookAtEach(
        context,
        others.map(({ caseId }) => caseId),
        detail,
      );
      return {};
    },

    readReturn: ({ uploadId }, context) => {
      const { pack, signedAt, cases } = readReturnedPack(context, uploads.read(uploadId).content);
      lookAtEach(
        context,
        cases.flatMap(({ packed }) => packed?.caseId ?? []),
        `answer to review pack ${packName(pack.id)} opened`,
      );
      return {
        pack: packViewOf(context, pack),
        signedAt,
        answers: cases.map((returned) => answerViewOf(context, pack, returned)),
      };
    },

    takeIn: ({ uploadId, changedCaseIds }, context) => {
      const { pack, cases } = readReturnedPack(context, uploads.read(uploadId).content);
      const fit = cases.filter(({ refusal }) => refusal === undefined);
      if (fit.length === 0) throw packRefusals.nothingToTakeIn();
      const unseen = fit.filter(
        (returned) => hasChanged(returned) && !changedCaseIds.includes(returned.statement.caseId),
      );
      if (unseen.length > 0)
        throw new AppFault({
          code: 'conflict',
          message:
            'A case changed since its pack was made. Look at what changed, and say that the answer is to be taken in all the same.',
        });
      for (const returned of fit) keepReturnedCase(context, pack, returned);
      uploads.abandon(uploadId);
      return { caseIds: fit.map(({ statement }) => statement.caseId) };
    },
  };
};

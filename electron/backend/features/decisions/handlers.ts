/** From a decision made ready to one that is signed and locked, or recorded from the written evidence of another place. */
import { codesOf, toldParties } from '../../../../shared/domain/codes.ts';
import { roles } from '../../../../shared/domain/permissions.ts';
import { maySign, signingMessage } from '../../../../shared/domain/signing.ts';
import { conflict, invalid, notFound, refused } from '../../appFault.ts';
import type { Handlers } from '../../router.ts';
import { changeCase, getCaseRecord, procedureOf, unitOf } from '../cases/changeCase.ts';
import { findDocumentMeta } from '../documents/repository.ts';
import { digestOf, sealWords } from './decisionSeal.ts';
import { placeDecision, prepareDecision, type DecisionProof } from './placeDecision.ts';
import { endSubmission, insertSubmission, insertTelling } from './repository.ts';

const unsigned: Pick<DecisionProof, 'signature' | 'publicKey' | 'signedAt' | 'signedBy' | 'signerName'> = {
  signature: null,
  publicKey: null,
  signedAt: null,
  signedBy: null,
  signerName: null,
};

export const decisionsHandlers: Handlers['decisions'] = {
  submit: ({ caseId, revision, ...made }, context) =>
    changeCase(context, { caseId, revision }, (record, { procedure }) => {
      const body = procedure.decisionBodies.find(({ id }) => id === made.decision.bodyId);
      const hasSigner = body !== undefined && codesOf(roles).some((role) => maySign(role, body));
      prepareDecision(
        context,
        record,
        procedure,
        made,
        hasSigner
          ? []
          : [
              {
                path: 'decision.bodyId',
                message:
                  'Nobody signs for them here: record their decision from its written evidence instead',
              },
            ],
      );
      return {
        detail: 'decision submitted',
        change: (database) => {
          endSubmission(database, caseId, {
            endedAt: context.now,
            endedHow: 'replaced',
            endedBy: context.session.userId,
            endedWords: '',
          });
          insertSubmission(database, {
            ...made,
            id: context.ports.ids.next(),
            caseId,
            submittedAt: context.now,
            submittedBy: context.session.userId,
            endedAt: null,
            endedHow: null,
            endedBy: null,
            endedWords: '',
          });
        },
      };
    }),

  sendBack: ({ reason, ...ref }, context) =>
    changeCase(context, ref, (record) => {
      if (!record.submission) throw refused('No decision waits to be signed: there is nothing to send back.');
      return {
        detail: 'decision sent back',
        change: (database) =>
          endSubmission(database, record.case.id, {
            endedAt: context.now,
            endedHow: 'sentBack',
            endedBy: context.session.userId,
            endedWords: reason,
          }),
      };
    }),

  sign: async ({ caseId, revision, passphrase, ...typed }, context) => {
    const { session, now } = context;
    const record = getCaseRecord(context.database, caseId);
    if (record.case.revision !== revision) throw conflict();
    const procedure = procedureOf(record, unitOf(context));
    const body = procedure.decisionBodies.find(({ id }) => id === typed.decision.bodyId);
    // Whatever name was typed or submitted, the one who signs decides.
    const made = { ...typed, decision: { ...typed.decision, deciderName: session.name } };
    const prepared = prepareDecision(
      context,
      record,
      procedure,
      made,
      body && maySign(session.role, body)
        ? []
        : [
            {
              path: 'decision.bodyId',
              message: `Nobody signs for somebody else: as ${roles[session.role].toLowerCase()} you sign your own decisions only`,
            },
          ],
    );
    const digest = digestOf({
      ...prepared.facts,
      signer: { name: session.name, at: now },
      recorder: null,
    });
    const signed = await context.register.signAs({
      personId: session.userId,
      passphrase,
      message: Buffer.from(signingMessage(digest), 'utf8'),
    });
    const signature = signed.signature.toString('base64');
    return changeCase(context, { caseId, revision }, () => ({
      detail: sealWords({ version: prepared.version, digest, signature }),
      change: (database) =>
        placeDecision(database, context, record, prepared, {
          how: 'signed',
          evidenceDocumentId: null,
          digest,
          signature,
          publicKey: signed.publicKey.toString('base64'),
          signedAt: now,
          signedBy: session.userId,
          signerName: session.name,
        }),
    }));
  },

  recordElsewhere: ({ caseId, revision, evidenceDocumentId, ...made }, context) =>
    changeCase(context, { caseId, revision }, (record, { procedure }) => {
      const evidence = findDocumentMeta(context.database, evidenceDocumentId);
      if (!evidence) throw notFound('The attached file is no longer in the register. Attach it again.');
      const prepared = prepareDecision(context, record, procedure, made);
      const { userId: personId } = context.session;
      const digest = digestOf({
        ...prepared.facts,
        signer: null,
        recorder: { personId, evidenceSha256: evidence.sha256 },
      });
      return {
        detail: sealWords({ version: prepared.version, digest, signature: null }),
        change: (database) =>
          placeDecision(database, context, record, prepared, {
            ...unsigned,
            how: 'recordedElsewhere',
            evidenceDocumentId,
            digest,
          }),
      };
    }),

  recordTold: ({ told, ...ref }, context) =>
    changeCase(context, ref, (record) => {
      const [decision] = record.decisions;
      if (!decision) throw refused('There is no decision yet that somebody could be told of.');
      if (told.on > context.today)
        throw invalid('Check the date.', [{ path: 'told.on', message: 'This day is still to come' }]);
      if (told.on < decision.decidedOn)
        throw invalid('Check the date.', [
          { path: 'told.on', message: 'The decision was made after this day: check the date' },
        ]);
      const { on, ...rest } = told;
      return {
        detail: `told of the decision: ${toldParties[told.party]}`,
        change: (database) =>
          insertTelling(database, {
            ...rest,
            id: context.ports.ids.next(),
            caseId: record.case.id,
            toldOn: on,
            recordedAt: context.now,
            recordedBy: context.session.userId,
          }),
      };
    }),
};

import type { AppError, ErrorCode, Issue } from '../../shared/contract/errors.ts';

/** A refusal that the person can do something about. Its message is shown as it is: plain, and nothing of a case in it. */
export class AppFault extends Error {
  readonly appError: AppError;

  constructor(appError: AppError) {
    super(appError.message);
    this.name = 'AppFault';
    this.appError = appError;
  }
}

const fault =
  (code: ErrorCode) =>
  (message: string, issues?: readonly Issue[]): AppFault =>
    new AppFault({ code, message, ...(issues ? { issues: [...issues] } : {}) });

/** A rule of the procedure or of the office says no. */
export const refused = fault('refused');
export const invalid = fault('invalid');
export const notFound = fault('not-found');
export const tooLarge = fault('too-large');

export const conflict = (): AppFault =>
  fault('conflict')(
    'Somebody changed this since you opened it. Nothing of yours was saved: open it again, look at what changed, and make your change once more.',
  );

export const lockedFault = (): AppFault =>
  fault('locked')('The register is locked. Unlock it with your passphrase to go on.');

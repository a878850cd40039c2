import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { hostname, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AppError } from '../../shared/contract/errors.ts';
import { signIn } from '../helpers/loggedCase.ts';
import { openOffice, setUp } from '../helpers/office.ts';
import type { Row } from './row.ts';

const holder = fileURLToPath(new URL('./processes/holdRegister.ts', import.meta.url));

export const secondInstance: Row = {
  name: 'second-instance',
  target: '20/20 told who has it; opens again after kill -9',
  promise: 'a second person is told who has the register open, and gets in when that program was killed',
  seed: 20260418,
  run: async (size, say) => {
    const times = size === 'full' ? 20 : 2;
    const root = mkdtempSync(join(tmpdir(), 'reliability-second-'));
    try {
      await using made = openOffice({ directory: root });
      await setUp(made);
      await made.backend.close();
      const tryToOpen = async (): Promise<string> => {
        await using office = openOffice({ directory: root });
        try {
          await signIn(office);
          return 'opened';
        } catch (error) {
          const { code, message } = error as AppError;
          return `${code}: ${message}`;
        }
      };
      const free = await tryToOpen();
      const told = `${userInfo().username} already has the register open on ${hostname()}`;
      let [toldWho, opensAgain] = [0, 0];
      for (let time = 0; time < times; time += 1) {
        const child = fork(holder, [root]);
        await once(child, 'message');
        const answer = await tryToOpen();
        if (answer.startsWith('in-use: ') && answer.includes(told)) toldWho += 1;
        else say(answer);
        const gone = once(child, 'exit');
        child.kill('SIGKILL');
        await gone;
        const afterwards = await tryToOpen();
        if (afterwards === 'opened') opensAgain += 1;
        else say(afterwards);
      }
      return {
        measured: `${toldWho}/${times} told who has it, ${opensAgain}/${times} opened after kill -9`,
        control: `with nobody else there: ${free}`,
        ok: toldWho === times && opensAgain === times && free === 'opened',
      };
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  },
};

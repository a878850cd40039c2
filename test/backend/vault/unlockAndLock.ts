// Unlocks the register in a folder, says so, and locks it when told to: for a look at this process's memory.
import { signIn } from '../../helpers/loggedCase.ts';
import { openOffice } from '../../helpers/office.ts';

const office = openOffice({ directory: process.argv[2] ?? '' });
process.once('message', () => {
  void office.api.vault.lock({}).then(() => {
    // Node keeps a copy of a secret that it derives keys from until it is collected; when that is, is not left to chance.
    globalThis.gc?.();
    setImmediate(() => {
      globalThis.gc?.();
      process.send?.('locked');
    });
  });
});
await signIn(office);
await office.api.cases.today({});
process.send?.('open');
setInterval(() => undefined, 1_000);

// A colleague's window: unlocks the register and keeps it until it is killed.
import { signIn } from '../../helpers/loggedCase.ts';
import { openOffice } from '../../helpers/office.ts';

const office = openOffice({ directory: process.argv[2] ?? '' });
await signIn(office);
process.send?.('open');
setInterval(() => undefined, 1_000);

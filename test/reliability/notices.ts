/**
 * 200 completed notices under the six procedures, with all that may come out of a form: each says what it was given,
 * stands inside its margins, and is written within a second.
 */
import { fileURLToPath } from 'node:url';
import {
  installedNoticeFonts,
  loadNoticeFonts,
} from '../../electron/backend/documents/writing/noticeFonts.ts';
import { awkwardNotices, proveNotice } from '../helpers/awkwardNotices.ts';

const SEED = 20261122;
const NOTICES = 200;
const MOST_MILLISECONDS = 1000;

const fonts = await loadNoticeFonts(
  fileURLToPath(new URL('../../node_modules', import.meta.url)),
  installedNoticeFonts,
);
const proofs = [];
for (const content of awkwardNotices(NOTICES, SEED)) proofs.push(await proveNotice(content, fonts));
const broken = proofs.filter(({ isWhole }) => !isWhole).length;
const beyond = proofs.filter(({ overflowing }) => overflowing.length > 0).length;
const slowest = Math.max(...proofs.map(({ took }) => took));
const tooSlow = proofs.filter(({ took }) => took > MOST_MILLISECONDS).length;
console.log(
  `${proofs.length} notices (seed ${SEED}): ${broken} whose text is not what went in, ${beyond} beyond their margins, ${tooSlow} over a second (slowest ${Math.round(slowest)} ms)`,
);
process.exitCode = broken + beyond + tooSlow === 0 ? 0 : 1;

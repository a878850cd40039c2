import { auditTampering } from './auditTampering.ts';
import { awkwardNoticesRow } from './awkwardNotices.ts';
import { blankFormsRow } from './blankForms.ts';
import { canaryScan } from './canaryScan.ts';
import { disclosureRow } from './disclosure.ts';
import { diskFull } from './diskFull.ts';
import { formulaPayloads } from './formulaPayloads.ts';
import { hostileFormsRow } from './hostileForms.ts';
import { independentReader } from './independentReader.ts';
import { killDuringMaintenance } from './killDuringMaintenance.ts';
import { killDuringWrites } from './killDuringWrites.ts';
import { newerDatabase } from './newerDatabase.ts';
import { operationGuards } from './operationGuards.ts';
import { pageBitFlips } from './pageBitFlips.ts';
import { powerLossReplay } from './powerLossReplay.ts';
import { restoreDrill } from './restoreDrill.ts';
import { scriptInjection } from './scriptInjection.ts';
import { secondInstance } from './secondInstance.ts';
import { slotTampering } from './slotTampering.ts';
import { walDamage } from './walDamage.ts';
import { wrongPassphraseRow } from './wrongPassphrase.ts';
import type { Row } from './row.ts';

/** In the order in which they are told. */
export const reliabilityRows: readonly Row[] = [
  killDuringWrites,
  powerLossReplay,
  diskFull,
  pageBitFlips,
  walDamage,
  auditTampering,
  slotTampering,
  wrongPassphraseRow,
  canaryScan,
  restoreDrill,
  killDuringMaintenance,
  newerDatabase,
  secondInstance,
  hostileFormsRow,
  formulaPayloads,
  operationGuards,
  scriptInjection,
  independentReader,
  blankFormsRow,
  awkwardNoticesRow,
  disclosureRow,
];

import {
  checkDisclosureSettings,
  disclosureMethodVersion,
  roundedToNoughtText,
  smallCountText,
} from './disclosureControl.ts';
import type { DisclosureSettings } from './disclosureSettings.ts';

/** What the front of a published report, and the audit log, say of its numbers. */
export const methodInShort = (settings: DisclosureSettings): string =>
  settings.method === 'round'
    ? `all counts rounded to the nearest ${settings.roundTo}`
    : `counts of ${smallCountText(settings)} hidden`;

/** The paragraphs of a report's method note that say how small numbers were kept from view. */
export const describeMethod = (settings: DisclosureSettings): readonly string[] => {
  checkDisclosureSettings(settings);
  const small = smallCountText(settings);
  const shared = [
    `Percentages and medians that rest on fewer than ${settings.smallestBase} cases are hidden. Percentages are worked out from the numbers printed here, and charts show only those.`,
    'Each table is checked against a reader who knows this rule, all totals and all earlier reports of the same table, differences between them included: no hidden number can be worked out exactly. They may still know that it lies between two others.',
    `If the total of a table is ${small}, nothing else in it is shown.`,
    `Small number method, version ${disclosureMethodVersion}.`,
  ];
  return settings.method === 'round'
    ? [
        `All counts are rounded to the nearest ${settings.roundTo}, totals too, so that they may not add up. Where rounding alone would give a count of ${small} away, further numbers are marked “hidden”. A count that rounds to 0 is shown as “${roundedToNoughtText(settings)}”: 0 itself is never told apart.`,
        ...shared,
      ]
    : [
        `Counts of ${small} are shown as “${small}”. Further numbers, marked “hidden”, are left out so that no count of ${small} can be worked out from the totals; as few as will do are left out. Where two small counts would give each other away, one of them is marked “hidden” too. 0 is no child and is otherwise shown as 0.`,
        ...shared,
      ];
};

/** Whether two people might be the same: variants of a name, birth dates with two figures swapped, NHS numbers. */
import { jaroWinkler } from '@skyra/jaro-winkler';
import { doubleMetaphone } from 'double-metaphone';
import { foldText } from '../../../../shared/domain/foldText.ts';

export interface Identity {
  readonly name?: string | null | undefined;
  readonly dateOfBirth?: string | null | undefined;
  readonly nhsNumber?: string | null | undefined;
}

/** A name for comparison: its folded words in order of the alphabet. */
export const nameKey = (name: string): string =>
  foldText(name)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .split(' ')
    .sort()
    .join(' ');

/** How the words of a name sound, so that Catherine and Kathryn meet. */
export const soundKey = (name: string): string =>
  nameKey(name)
    .split(' ')
    .map((word) => doubleMetaphone(word)[0])
    .filter((sound) => sound !== '')
    .sort()
    .join(' ');

const ALIKE_FROM = 0.88;

/**
 * Whether two names may be one, spelt or shortened in two ways. What both have in common is left out first, so that
 * two children of one family are not alike for their surname alone.
 */
const namesAlike = (one: string, other: string): boolean => {
  const [oneWords, otherWords] = [one.split(' '), other.split(' ')];
  const oneRest = oneWords.filter((word) => !otherWords.includes(word)).join(' ');
  const otherRest = otherWords.filter((word) => !oneWords.includes(word)).join(' ');
  if (oneRest === '' || otherRest === '') return true;
  const sound = soundKey(oneRest);
  return jaroWinkler(oneRest, otherRest) >= ALIKE_FROM || (sound !== '' && sound === soundKey(otherRest));
};

const swappedOrOneOff = (one: string, other: string): boolean => {
  if (one.length !== other.length) return false;
  const differing: number[] = [];
  for (let index = 0; index < one.length; index += 1)
    if (one[index] !== other[index] && differing.push(index) > 2) return false;
  if (differing.length === 1) return true;
  const [first, second] = differing;
  return (
    first !== undefined &&
    second !== undefined &&
    one[first] === other[second] &&
    one[second] === other[first]
  );
};

/**
 * Why two people might be one, in words for the screen; nothing where they hardly are. A birthday alone is shared
 * by too many to mention.
 */
export const alikeReasons = (one: Identity, other: Identity): readonly string[] => {
  const sameNumber = Boolean(one.nhsNumber) && one.nhsNumber === other.nhsNumber;
  const nearNumber =
    !sameNumber &&
    Boolean(one.nhsNumber && other.nhsNumber && swappedOrOneOff(one.nhsNumber, other.nhsNumber));
  const sameBirth = Boolean(one.dateOfBirth) && one.dateOfBirth === other.dateOfBirth;
  const nearBirth =
    !sameBirth &&
    Boolean(one.dateOfBirth && other.dateOfBirth && swappedOrOneOff(one.dateOfBirth, other.dateOfBirth));
  const birthKnownToDiffer = Boolean(one.dateOfBirth && other.dateOfBirth) && !sameBirth && !nearBirth;
  // Whatever the names: a large register has many of one name, and comparing them takes the longest.
  if (birthKnownToDiffer && !sameNumber && !nearNumber) return [];

  const [oneName, otherName] = [nameKey(one.name ?? ''), nameKey(other.name ?? '')];
  const bothNamed = oneName !== '' && otherName !== '';
  const sameName = bothNamed && oneName === otherName;
  const nearName = bothNamed && !sameName && namesAlike(oneName, otherName);
  const isAlike =
    sameNumber ||
    (sameName && !birthKnownToDiffer) ||
    (nearName && (sameBirth || nearBirth || nearNumber)) ||
    (sameBirth && nearNumber) ||
    (sameName && nearNumber);
  if (!isAlike) return [];
  const reasons: string[] = [];
  if (sameNumber) reasons.push('Same NHS number');
  if (nearNumber) reasons.push('NHS number differs by one or two figures');
  if (sameName) reasons.push('Same name');
  if (nearName) reasons.push('Name alike');
  if (sameBirth) reasons.push('Same date of birth');
  if (nearBirth) reasons.push('Date of birth differs by one or two figures');
  return reasons;
};

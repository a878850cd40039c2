export interface NhsNumberReading {
  /** The digits as given, without spaces and hyphens; empty when anything else stands among them. */
  readonly digits: string;
  /** Ten digits whose check digit fits. */
  readonly valid: boolean;
}

/**
 * Whether ten digits carry the right check digit: weights 10 to 2, 11 less the remainder, 11 counts as 0 and 10 is
 * never right (NHS Data Dictionary, NHS NUMBER).
 */
export const isNhsNumber = (digits: string): boolean => {
  if (!/^[0-9]{10}$/.test(digits)) return false;
  const figures = Array.from(digits, Number);
  const sum = figures.slice(0, 9).reduce((total, figure, index) => total + figure * (10 - index), 0);
  const check = (11 - (sum % 11)) % 11;
  return check === figures[9];
};

/** Reads an NHS number as people write it: "943 476 5919", "943-476-5919". A wrong one is kept and marked. */
export const readNhsNumber = (text: string): NhsNumberReading => {
  const bare = text.replace(/[\s\p{Pd}]/gu, '');
  const digits = /^[0-9]+$/.test(bare) ? bare : '';
  return { digits, valid: isNhsNumber(digits) };
};

/** Ten digits as 3-3-4: "943 476 5919"; anything else as it is. */
export const formatNhsNumber = (digits: string): string =>
  digits.replace(/^([0-9]{3})([0-9]{3})([0-9]{4})$/, '$1 $2 $3');

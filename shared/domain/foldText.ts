/** Text for comparison and search: small letters without accents, one kind of hyphen and of apostrophe. */
export const foldText = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ł', 'l')
    .replace(/[‘’ʼ`´]/g, "'")
    .replace(/\p{Pd}/gu, '-');

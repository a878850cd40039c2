/**
 * Fields as bytes in which no two different lists look alike: before each field its length in bytes, as four
 * bytes with the highest first. What is sealed or signed goes through here.
 */
export const lengthPrefixed = (fields: readonly (string | number)[]): Buffer =>
  Buffer.concat(
    fields.flatMap((field) => {
      const bytes = Buffer.from(String(field), 'utf8');
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length);
      return [length, bytes];
    }),
  );

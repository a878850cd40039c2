import { z } from 'zod';

/**
 * The page allows HTML from text nowhere but in style elements, whose text holds no "<". Whatever else tries is a
 * fault, and throws.
 */
interface TrustedTypes {
  createPolicy(name: string, rules: { createHTML: (text: string) => string }): unknown;
}

const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };

trustedTypes?.createPolicy('default', {
  createHTML: (text) => {
    if (text.includes('<')) throw new TypeError('HTML made from text is not allowed');
    return text;
  },
});

// Nor is code made from text, which zod would otherwise try as each schema is made.
z.config({ jitless: true });

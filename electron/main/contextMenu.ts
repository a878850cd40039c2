import type { ContextMenuParams, MenuItemConstructorOptions } from 'electron';

type Pointed = Pick<
  ContextMenuParams,
  'dictionarySuggestions' | 'editFlags' | 'isEditable' | 'misspelledWord' | 'selectionText'
>;

const MOST_SUGGESTIONS = 6;

/** What a right click offers: other spellings of the word under it, and what can be done with the text. Empty for neither. */
export const contextMenu = (
  { dictionarySuggestions, editFlags, isEditable, misspelledWord, selectionText }: Pointed,
  replace: (word: string) => void,
): readonly MenuItemConstructorOptions[] => {
  const spellings: readonly MenuItemConstructorOptions[] =
    misspelledWord === ''
      ? []
      : dictionarySuggestions.length === 0
        ? [{ label: 'No other spelling known', enabled: false }]
        : dictionarySuggestions
            .slice(0, MOST_SUGGESTIONS)
            .map((word) => ({ label: word, click: () => replace(word) }));
  const edits: readonly MenuItemConstructorOptions[] = isEditable
    ? [
        { role: 'cut', label: 'Cut', enabled: editFlags.canCut },
        { role: 'copy', label: 'Copy', enabled: editFlags.canCopy },
        { role: 'paste', label: 'Paste', enabled: editFlags.canPaste },
        { role: 'selectAll', label: 'Select all', enabled: editFlags.canSelectAll },
      ]
    : selectionText.trim() === ''
      ? []
      : [{ role: 'copy', label: 'Copy' }];
  return [
    ...spellings,
    ...(spellings.length > 0 && edits.length > 0 ? [{ type: 'separator' as const }] : []),
    ...edits,
  ];
};

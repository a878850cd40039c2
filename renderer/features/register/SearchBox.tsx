import { CloseButton, Kbd, TextInput } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useRef } from 'react';
import { setSearchText, useSearchText } from './searchText.ts';

/** Finds names, references and words of the text. `/` leads here from anywhere on the screen. */
export const SearchBox = ({ onEnter }: { readonly onEnter?: () => void }) => {
  const text = useSearchText();
  const box = useRef<HTMLInputElement>(null);
  useHotkeys([['/', () => box.current?.focus()]]);
  return (
    <TextInput
      ref={box}
      role="searchbox"
      aria-label="Search names, references or text"
      aria-keyshortcuts="/"
      placeholder="Names, references or text"
      w={290}
      maw="100%"
      maxLength={200}
      autoComplete="off"
      spellCheck={false}
      leftSection={<IconSearch size={18} stroke={1.75} aria-hidden="true" />}
      rightSection={
        text === '' ? (
          <Kbd aria-hidden="true">/</Kbd>
        ) : (
          <CloseButton aria-label="Clear the search" onClick={() => setSearchText('')} />
        )
      }
      value={text}
      onChange={(event) => setSearchText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onEnter?.();
        if (event.key === 'Escape') setSearchText('');
      }}
    />
  );
};

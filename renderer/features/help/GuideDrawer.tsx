import { Button, Drawer, Group, TextInput } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconList, IconSearch } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useAnnounce } from '../../components/Announcer.tsx';
import { LinkButton } from '../../components/LinkButton.tsx';
import { GuideBlocks } from './GuideBlocks.tsx';
import { guideTitles, type GuideName, type GuidePlace } from './guidePlaces.ts';
import { getGuides, searchGuides } from './guides.ts';
import type { GuideSection } from './guideText.ts';
import styles from './Help.module.css';

type Go = (place: GuidePlace) => void;

/** A part with its tasks: what follows it until the next part. */
const tasksOf = (sections: readonly GuideSection[], part: GuideSection): readonly GuideSection[] => {
  const after = sections.slice(sections.indexOf(part) + 1);
  const end = after.findIndex(({ level }) => level <= part.level);
  return end === -1 ? after : after.slice(0, end);
};

const SectionLinks = ({
  sections,
  guide,
  onGo,
}: {
  readonly sections: readonly GuideSection[];
  readonly guide: GuideName;
  readonly onGo: Go;
}) => (
  <ul className={styles['contents']}>
    {sections.map(({ id, title }) => (
      <li key={id}>
        <LinkButton onClick={() => onGo({ guide, section: id })}>{title}</LinkButton>
      </li>
    ))}
  </ul>
);

const Contents = ({ guide, onGo }: { readonly guide: GuideName; readonly onGo: Go }) => {
  const sections = getGuides()[guide];
  const other: GuideName = guide === 'user' ? 'administrator' : 'user';
  return (
    <>
      {sections
        .filter(({ level }) => level === 2)
        .map((part) => (
          <section key={part.id}>
            <SectionLinks sections={[part]} guide={guide} onGo={onGo} />
            <div className={styles['tasks']}>
              <SectionLinks sections={tasksOf(sections, part)} guide={guide} onGo={onGo} />
            </div>
          </section>
        ))}
      <p className={styles['note']}>
        There is more in the{' '}
        <LinkButton onClick={() => onGo({ guide: other })}>{guideTitles[other].toLowerCase()}</LinkButton>.
      </p>
    </>
  );
};

const Article = ({
  guide,
  section,
  onGo,
}: {
  readonly guide: GuideName;
  readonly section: GuideSection;
  readonly onGo: Go;
}) => {
  const heading = useRef<HTMLHeadingElement>(null);
  const sections = getGuides()[guide].filter(({ level }) => level > 1);
  const at = sections.indexOf(section);
  const [before, after] = [sections[at - 1], sections[at + 1]];
  useEffect(() => {
    heading.current?.focus();
    heading.current?.scrollIntoView({ block: 'end' });
  }, [section]);
  return (
    <article className={styles['article']}>
      <h3 ref={heading} tabIndex={-1} data-autofocus>
        {section.title}
      </h3>
      <GuideBlocks blocks={section.blocks} guide={guide} onGo={onGo} />
      {section.blocks.length === 0 && (
        <SectionLinks sections={tasksOf(sections, section)} guide={guide} onGo={onGo} />
      )}
      <Group justify="space-between" gap={8} mt={20}>
        {before ? (
          <Button
            variant="subtle"
            leftSection={<IconChevronLeft size={16} stroke={1.75} aria-hidden="true" />}
            onClick={() => onGo({ guide, section: before.id })}
          >
            {before.title}
          </Button>
        ) : (
          <span />
        )}
        {after && (
          <Button
            variant="subtle"
            rightSection={<IconChevronRight size={16} stroke={1.75} aria-hidden="true" />}
            onClick={() => onGo({ guide, section: after.id })}
          >
            {after.title}
          </Button>
        )}
      </Group>
    </article>
  );
};

const Hits = ({
  search,
  guide,
  onGo,
}: {
  readonly search: string;
  readonly guide: GuideName;
  readonly onGo: Go;
}) => {
  const announce = useAnnounce();
  const hits = useMemo(() => searchGuides(search, guide), [search, guide]);
  const found =
    hits.length === 1 ? 'One part of the guides has it.' : `${hits.length} parts of the guides have it.`;
  useEffect(() => announce({ text: found, quiet: true }), [announce, found]);
  if (hits.length === 0) return <p>No part of the guides has every one of these words. Try fewer words.</p>;
  return (
    <ul className={styles['hits']}>
      {hits.map((hit) => (
        <li key={`${hit.guide} ${hit.section.id}`}>
          <LinkButton onClick={() => onGo({ guide: hit.guide, section: hit.section.id })}>
            {hit.section.title}
          </LinkButton>
          <span className={styles['note']}>
            {hit.guide === guide ? '' : `${guideTitles[hit.guide]}. `}
            {hit.passage}
          </span>
        </li>
      ))}
    </ul>
  );
};

const Reader = ({ start }: { readonly start: GuidePlace }) => {
  const [place, setPlace] = useState(start);
  const [search, setSearch] = useState('');
  const { guide } = place;
  const section = getGuides()[guide].find(({ id, level }) => level > 1 && id === place.section);
  const go: Go = (next) => {
    setSearch('');
    setPlace(next);
  };
  return (
    <>
      <div className={styles['tools']}>
        <TextInput
          type="search"
          aria-label="Search the guides"
          placeholder="Search the guides"
          leftSection={<IconSearch size={16} stroke={1.75} aria-hidden="true" />}
          value={search}
          onChange={({ currentTarget: { value } }) => setSearch(value)}
          {...(section ? {} : { 'data-autofocus': true })}
        />
        {(section ?? search) && (
          <Button
            variant="default"
            leftSection={<IconList size={16} stroke={1.75} aria-hidden="true" />}
            onClick={() => go({ guide })}
          >
            Contents
          </Button>
        )}
      </div>
      {search.trim() !== '' ? (
        <Hits search={search} guide={guide} onGo={go} />
      ) : section ? (
        <Article guide={guide} section={section} onGo={go} />
      ) : (
        <>
          <h3 className={styles['guide']}>{guideTitles[guide]}</h3>
          <Contents guide={guide} onGo={go} />
        </>
      )}
    </>
  );
};

/** The guides beside the screen that they are about, which stays as it is. */
export const GuideDrawer = ({
  opened,
  place,
  onClose,
}: {
  readonly opened: boolean;
  readonly place: GuidePlace;
  readonly onClose: () => void;
}) => (
  <Drawer
    opened={opened}
    onClose={onClose}
    position="right"
    size={600}
    title="Guide"
    closeButtonProps={{ 'aria-label': 'Close' }}
  >
    <Reader start={place} />
  </Drawer>
);

/**
 * What the escalations of a period show, figure by figure: one filter bar over all charts, kept in the address. This
 * feature imports the window's api and components; the figures themselves are counted in the backend.
 */
import { Button, Switch } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconPrinter } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useDeferredValue, useEffect, useMemo } from 'react';
import type { AnalyticsFilter } from '../../../shared/domain/analytics/analyticsFilter.ts';
import { figureTopics } from '../../../shared/domain/analytics/figureTable.ts';
import { shortDate } from '../../../shared/domain/wordsForDates.ts';
import { useOperation } from '../../api/useOperation.ts';
import { useAppearance } from '../../app/theme/appearance.ts';
import { useAnnounce } from '../../components/Announcer.tsx';
import { ChartFigure } from '../../components/charts/ChartFigure.tsx';
import { showFigure } from '../../components/charts/shownFigure.ts';
import { Chips } from '../../components/Chips.tsx';
import { LinkButton } from '../../components/LinkButton.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { Empty, Failed } from '../../components/ScreenState.tsx';
import { SavedViews } from '../savedViews/SavedViews.tsx';
import { AddFilter } from './AddFilter.tsx';
import styles from './AnalyticsScreen.module.css';
import { Counting } from './Counting.tsx';
import { chipsOf, withoutChip } from './filterChips.ts';

const headingId = (topic: string): string => `topic-${topic}`;

/** Moves there by hand: the address after the # is the route's. */
const goTo = (topic: string): void => {
  const heading = document.getElementById(headingId(topic));
  heading?.scrollIntoView();
  heading?.focus({ preventScroll: true });
};

export const AnalyticsScreen = ({ search }: { readonly search: AnalyticsFilter }) => {
  const navigate = useNavigate();
  const announce = useAnnounce();
  const { shown } = useAppearance();
  const [wantsPatterns, setWantsPatterns] = useLocalStorage({
    key: 'chart-patterns',
    defaultValue: false,
    getInitialValueInEffect: false,
  });
  const options = useOperation('analytics.options', {});
  const figures = useOperation('analytics.figures', search, { keepPrevious: true });
  // So many charts are drawn piece by piece, and what is done on the screen goes before them.
  const tables = useDeferredValue(figures.data?.tables);
  const isCurrent = tables !== undefined && tables === figures.data?.tables && !figures.isPlaceholderData;

  const show = (next: AnalyticsFilter): void => void navigate({ to: '/analytics', search: next });
  const counted = useMemo(
    () => (tables ?? []).map((table) => ({ table, figure: showFigure(table, search) })),
    [tables, search],
  );
  const topics = (Object.keys(figureTopics) as (keyof typeof figureTopics)[]).filter((topic) =>
    counted.some(({ table }) => table.topic === topic),
  );
  const isEmpty = counted.every(({ table }) => table.cases === 0);
  const chips = chipsOf(search, options.data);
  const isFiltered = chips.length > 0;
  const base = counted.find(({ table }) => table.id === 'standing')?.table.base;

  useEffect(() => {
    if (isCurrent && base !== undefined) announce({ text: base, quiet: true });
  }, [announce, isCurrent, base]);

  return (
    <div className={styles['screen']}>
      <PageHeader
        title="Analytics"
        subtitle={figures.data && `Counted on ${shortDate(figures.data.asOf)}`}
        actions={
          <>
            <SavedViews look={{ screen: 'analytics', search }} />
            <Switch
              className={styles['patterns'] ?? ''}
              label="Patterns"
              labelPosition="left"
              checked={wantsPatterns || shown === 'high'}
              disabled={shown === 'high'}
              onChange={({ currentTarget: { checked } }) => setWantsPatterns(checked)}
            />
            <Button
              variant="default"
              leftSection={<IconPrinter size={18} stroke={1.75} aria-hidden="true" />}
              onClick={() => window.print()}
            >
              Print
            </Button>
          </>
        }
      />
      <div className={styles['filters']}>
        <Chips chips={chips} onRemove={(key) => show(withoutChip(search, key))} />
        <span className="noPrint">
          {options.data && (
            <AddFilter
              filter={search}
              options={options.data}
              onAdd={(added) => {
                const { procedureId: _id, procedureVersionId: _version, ...others } = search;
                show({
                  ...('procedureId' in added || 'procedureVersionId' in added ? others : search),
                  ...added,
                });
              }}
            />
          )}
        </span>
        {isFiltered && (
          <LinkButton className="noPrint" onClick={() => show({})}>
            Clear filters
          </LinkButton>
        )}
        {base !== undefined && <span className={styles['result']}>{base}</span>}
      </div>
      {figures.isError ? (
        <Failed fault={figures.error} onRetry={() => void figures.refetch()} />
      ) : !tables ? (
        <Counting />
      ) : isEmpty ? (
        isFiltered ? (
          <Empty
            title="No case fits these filters."
            action={
              <Button variant="default" onClick={() => show({})}>
                Clear filters
              </Button>
            }
          >
            None of the cases has what they ask for, or none was received in this period.
          </Empty>
        ) : (
          <Empty title="There is nothing to count yet.">
            The figures are counted from the cases of the register. Each form that is logged is in them at
            once.
          </Empty>
        )
      ) : (
        <div aria-busy={!isCurrent}>
          <nav aria-label="Contents of the analytics" className={`${styles['contents']} noPrint`}>
            <ul>
              {topics.map((topic) => (
                <li key={topic}>
                  <LinkButton onClick={() => goTo(topic)}>{figureTopics[topic]}</LinkButton>
                </li>
              ))}
            </ul>
          </nav>
          {topics.map((topic) => (
            <section key={topic} aria-labelledby={headingId(topic)} className={styles['topic']}>
              <h2 id={headingId(topic)} tabIndex={-1}>
                {figureTopics[topic]}
              </h2>
              <div className={styles['figures']}>
                {counted
                  .filter(({ table }) => table.topic === topic)
                  .map(({ table, figure }) => (
                    <ChartFigure
                      key={table.id}
                      id={table.id}
                      figure={figure}
                      patterns={wantsPatterns || shown === 'high'}
                    />
                  ))}
              </div>
            </section>
          ))}
        </div>
      )}
    </div>
  );
};

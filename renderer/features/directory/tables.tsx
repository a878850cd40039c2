/** The four lists of the directory, each as the table that it is read in. */
import { Button, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { agencyTypes } from '../../../shared/domain/codes.ts';
import type {
  Directory,
  DirectoryContact,
  DirectoryList,
  DirectoryService,
} from '../../../shared/domain/directory.ts';
import { ActionsCell, PlainTable, Quiet } from '../../components/PlainTable.tsx';
import { EARLIER_BODY, type DirectoryOnScreen } from './forms.tsx';
import styles from './DirectoryScreen.module.css';

export const nameOfAgency = ({ agencies }: DirectoryOnScreen, id: string | undefined): string =>
  agencies.find((agency) => agency.id === id)?.name ?? '';

const ContactLines = ({ contact }: { readonly contact: DirectoryContact }) => {
  const who = [contact.name, contact.role].filter((words) => words !== '').join(', ');
  const number = contact.option === '' ? contact.telephone : `${contact.telephone}, option ${contact.option}`;
  return (
    <li>
      {[who, number, contact.email]
        .filter((words) => words !== '')
        .map((words, index) => (
          <span key={index} className={words === who ? styles['who'] : styles['how']}>
            {words}
          </span>
        ))}
    </li>
  );
};

const HowToReach = ({ service }: { readonly service: DirectoryService }) => (
  <div className={styles['reach']}>
    {service.instruction !== '' && <p className={styles['instruction']}>{service.instruction}</p>}
    {service.contacts.length > 0 && (
      <ul>
        {service.contacts.map((contact, index) => (
          <ContactLines key={index} contact={contact} />
        ))}
      </ul>
    )}
    {service.copyTo !== '' && <p className={styles['how']}>Copy e-mails to {service.copyTo}</p>}
    {service.instruction === '' && service.contacts.length === 0 && (
      <p>
        <Quiet>No contact yet</Quiet>
      </p>
    )}
  </div>
);

interface Layout<Item> {
  readonly caption: string;
  readonly columns: readonly string[];
  /** Under the name. */
  readonly beneath?: (record: Item, directory: DirectoryOnScreen) => string;
  readonly cells: (
    record: Item,
    directory: DirectoryOnScreen,
    onServicesOf: (agencyId: string) => void,
  ) => readonly ReactNode[];
}

const layouts: { readonly [List in DirectoryList]: Layout<Directory[List][number]> } = {
  agencies: {
    caption: 'Agencies',
    columns: ['Kind', 'Full member', 'Services and teams'],
    cells: ({ id, name, type, fullMember }, { services }, onServicesOf) => {
      const count = services.filter((service) => service.agencyId === id && !service.retired).length;
      return [
        agencyTypes[type],
        fullMember ? 'Yes' : 'No',
        count === 0 ? (
          'None'
        ) : (
          <UnstyledButton className={styles['count'] ?? ''} onClick={() => onServicesOf(id)}>
            {count}
            <span className="visuallyHidden"> of {name}</span>
          </UnstyledButton>
        ),
      ];
    },
  },
  services: {
    caption: 'Services and teams',
    columns: ['How to reach them'],
    beneath: ({ agencyId }, directory) => nameOfAgency(directory, agencyId),
    cells: (service) => [<HowToReach key="reach" service={service} />],
  },
  decisionMakers: {
    caption: 'Decision makers',
    columns: ['Decision body'],
    cells: ({ bodyId }, { bodies }) => [bodies.find(({ id }) => id === bodyId)?.label ?? EARLIER_BODY],
  },
  panelMembers: {
    caption: 'Panel members',
    columns: ['Role', 'Agency', 'Full member'],
    cells: ({ role, agencyId }, directory) => [
      role,
      nameOfAgency(directory, agencyId),
      directory.agencies.find(({ id }) => id === agencyId)?.fullMember ? 'Yes' : 'No',
    ],
  },
};

/** What a search looks through. */
export const wordsOf = (record: Directory[DirectoryList][number], directory: DirectoryOnScreen): string => {
  const { agencyId, bodyId, type } = record as {
    agencyId?: string;
    bodyId?: string;
    type?: keyof typeof agencyTypes;
  };
  return [
    JSON.stringify(Object.entries(record).filter(([field]) => !/id$/i.test(field))),
    nameOfAgency(directory, agencyId),
    directory.bodies.find(({ id }) => id === bodyId)?.label ?? '',
    type ? agencyTypes[type] : '',
  ].join(' ');
};

export const DirectoryTable = <List extends DirectoryList>({
  list,
  records,
  directory,
  mayManage,
  onEdit,
  onRetire,
  onServicesOf,
}: {
  readonly list: List;
  readonly records: readonly Directory[List][number][];
  readonly directory: DirectoryOnScreen;
  readonly mayManage: boolean;
  readonly onEdit: (record: Directory[List][number]) => void;
  /** Retires a record, or brings back one that is retired. */
  readonly onRetire: (record: Directory[List][number]) => void;
  readonly onServicesOf: (agencyId: string) => void;
}) => {
  const { caption, columns, beneath, cells } = layouts[list];
  return (
    <PlainTable
      caption={caption}
      columns={['Name', ...columns]}
      withActions={mayManage}
      className={styles['table']}
      data-list={list}
    >
      {records.map((record) => (
        <tr key={record.id}>
          <th scope="row">
            {record.name}
            {record.retired && <Quiet> (retired)</Quiet>}
            {beneath && <span className={styles['beneath']}>{beneath(record, directory)}</span>}
          </th>
          {cells(record, directory, onServicesOf).map((cell, index) => (
            <td key={columns[index]} data-column={columns[index]}>
              {cell}
            </td>
          ))}
          {mayManage && (
            <ActionsCell>
              <Button variant="subtle" onClick={() => onEdit(record)}>
                Change<span className="visuallyHidden"> {record.name}</span>
              </Button>
              <Button variant="subtle" onClick={() => onRetire(record)}>
                {record.retired ? 'Bring back' : 'Retire'}
                <span className="visuallyHidden"> {record.name}</span>
              </Button>
            </ActionsCell>
          )}
        </tr>
      ))}
    </PlainTable>
  );
};

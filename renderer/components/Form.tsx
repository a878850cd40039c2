import type { ReactNode } from 'react';

export interface FormProps {
  readonly className?: string | undefined;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}

/** A form that Enter sends. What is wrong is said by us, in one place and in plain words, never by the browser. */
export const Form = ({ onSubmit, children, ...attributes }: FormProps) => (
  <form
    noValidate
    {...attributes}
    onSubmit={(event) => {
      event.preventDefault();
      onSubmit();
    }}
  >
    {children}
  </form>
);

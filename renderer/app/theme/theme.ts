/**
 * How the window looks: tokens.css holds every colour, this file hands them to Mantine. Nothing here knows a screen.
 */
import '@fontsource/source-sans-3/latin-400.css';
import '@fontsource/source-sans-3/latin-600.css';
import '@fontsource/source-sans-3/latin-ext-400.css';
import '@fontsource/source-sans-3/latin-ext-600.css';
import '@fontsource/source-sans-3/vietnamese-400.css';
import '@fontsource/source-sans-3/vietnamese-600.css';
// Before Mantine's: it names the order of the layers.
import './global.css';
import '@mantine/core/styles.layer.css';
import './tokens.css';
import {
  Button,
  Checkbox,
  createTheme,
  defaultVariantColorsResolver,
  Drawer,
  Input,
  Menu,
  Modal,
  NumberInput,
  Popover,
  Radio,
  rem,
  Tooltip,
  type CSSVariablesResolver,
  type MantineColorsTuple,
} from '@mantine/core';

const shades = (tokens: readonly string[]): MantineColorsTuple =>
  tokens.map((token) => `var(--${token})`) as unknown as MantineColorsTuple;
const everyShade = (token: string): MantineColorsTuple => shades(Array<string>(10).fill(token));

const flat = { shadow: 'none', radius: 'sm' } as const;

export const theme = createTheme({
  fontFamily: "'Source Sans 3', 'Segoe UI', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'Cascadia Mono', Consolas, monospace",
  fontSizes: { xs: rem(13), sm: rem(15), md: rem(15), lg: rem(17), xl: rem(24) },
  lineHeights: { xs: '1.385', sm: '1.334', md: '1.334', lg: '1.412', xl: '1.25' },
  headings: { fontWeight: '600' },
  radius: { xs: rem(2), sm: rem(4), md: rem(6), lg: rem(6), xl: rem(16) },
  defaultRadius: 'sm',
  spacing: { xs: rem(8), sm: rem(12), md: rem(16), lg: rem(20), xl: rem(28) },
  colors: {
    petrol: everyShade('accent'),
    stop: everyShade('stop'),
    // Mantine's own greys, from light to dark, where a component has no variable of its own.
    gray: shades([
      'surface-2',
      'tag',
      'line',
      'line',
      'line-strong',
      'ink-3',
      'ink-2',
      'ink-2',
      'ink',
      'ink',
    ]),
    dark: shades([
      'ink',
      'ink-2',
      'ink-3',
      'ink-3',
      'line-strong',
      'tag',
      'surface',
      'surface',
      'canvas',
      'canvas',
    ]),
  },
  primaryColor: 'petrol',
  primaryShade: 6,
  cursorType: 'pointer',
  focusRing: 'never',
  respectReducedMotion: true,
  variantColorResolver: (input) => {
    const token = input.color === 'stop' ? 'stop' : 'accent';
    if (input.variant === 'filled')
      return {
        background: `var(--${token})`,
        hover: token === 'accent' ? 'var(--accent-hover)' : 'var(--stop)',
        color: `var(--on-${token})`,
        border: '1px solid transparent',
      };
    if (input.variant === 'default')
      return {
        background: 'var(--surface)',
        hover: 'var(--surface-2)',
        color: 'var(--ink)',
        border: '1px solid var(--line-strong)',
      };
    if (input.variant === 'subtle' || input.variant === 'transparent')
      return {
        background: 'transparent',
        hover: 'var(--surface-2)',
        color: `var(--${token})`,
        border: '1px solid transparent',
      };
    return defaultVariantColorsResolver(input);
  },
  components: {
    Button: Button.extend({
      vars: () => ({ root: { '--button-height': rem(34), '--button-padding-x': rem(14) } }),
    }),
    Input: Input.extend({
      vars: () => ({ wrapper: { '--input-height': rem(34), '--input-fz': rem(15) } }),
    }),
    InputWrapper: Input.Wrapper.extend({
      vars: () => ({
        label: { '--input-label-size': rem(15), '--input-asterisk-color': 'var(--stop)' },
        error: { '--input-error-size': rem(15) },
        success: {},
        description: { '--input-description-size': rem(14) },
      }),
      styles: { label: { fontWeight: 600, marginBottom: rem(4) }, error: { fontWeight: 600 } },
    }),
    // The placeholder for the first focus is a child that a menu may not have; the first item takes the focus instead.
    Menu: Menu.extend({
      defaultProps: { transitionProps: { duration: 120 }, withInitialFocusPlaceholder: false, ...flat },
    }),
    Popover: Popover.extend({ defaultProps: { transitionProps: { duration: 120 } } }),
    Tooltip: Tooltip.extend({
      defaultProps: { transitionProps: { duration: 120 }, openDelay: 300 },
      styles: { tooltip: { background: 'var(--ink)', color: 'var(--surface)' } },
    }),
    Drawer: Drawer.extend({
      defaultProps: {
        lockScroll: false,
        transitionProps: { duration: 120 },
        overlayProps: { color: 'var(--scrim)', backgroundOpacity: 1 },
      },
    }),
    // Mantine's are white in the dark as well, on a light ground.
    Checkbox: Checkbox.extend({ defaultProps: { iconColor: 'var(--on-accent)' } }),
    Radio: Radio.extend({ defaultProps: { iconColor: 'var(--on-accent)' } }),
    // Its two small buttons are hard to hit; the arrow keys do the same.
    NumberInput: NumberInput.extend({ defaultProps: { hideControls: true } }),
    InputClearButton: { defaultProps: { size: 24 } },
    Modal: Modal.extend({
      defaultProps: {
        centered: true,
        // The page itself never scrolls, and the lock would write a style that the content security policy refuses.
        lockScroll: false,
        radius: 'md',
        transitionProps: { duration: 120 },
        overlayProps: { color: 'var(--scrim)', backgroundOpacity: 1 },
      },
    }),
  },
});

const everyScheme = {
  '--mantine-color-body': 'var(--surface)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-bright': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-2)',
  '--mantine-color-placeholder': 'var(--ink-3)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-color-error': 'var(--stop)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--surface-2)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--line-strong)',
  '--mantine-color-disabled': 'var(--tag)',
  '--mantine-color-disabled-color': 'var(--ink-3)',
  '--mantine-color-disabled-border': 'var(--line)',
  '--mantine-primary-color-contrast': 'var(--on-accent)',
  '--mantine-color-petrol-filled': 'var(--accent)',
  '--mantine-color-petrol-filled-hover': 'var(--accent-hover)',
  '--mantine-color-petrol-light': 'var(--accent-soft)',
  '--mantine-color-petrol-light-hover': 'var(--accent-soft)',
  '--mantine-color-petrol-light-color': 'var(--accent)',
  '--mantine-color-petrol-outline': 'var(--accent)',
  '--mantine-color-petrol-text': 'var(--accent)',
};

export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: everyScheme,
  dark: everyScheme,
});

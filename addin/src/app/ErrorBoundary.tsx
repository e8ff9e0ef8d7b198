import { Component, type ReactNode } from 'react';
import { BareFault } from './BareFault.tsx';

/** A fault of the pane itself. The words stay, and nothing of the sync depends on this page. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? <BareFault /> : this.props.children;
  }
}

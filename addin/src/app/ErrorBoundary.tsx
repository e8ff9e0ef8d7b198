import { Component, type ReactNode } from 'react';
import { BareFault } from './BareFault.tsx';

interface BoundaryProps {
  readonly children: ReactNode;
  /** What stands in for what failed; default: nothing of the pane but the words. */
  readonly instead?: ReactNode;
  /** Where the person is: somewhere else it is tried again. */
  readonly place?: unknown;
}

/** A fault of the pane itself. The words stay, and nothing of the sync depends on this page. */
export class ErrorBoundary extends Component<BoundaryProps, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override componentDidUpdate({ place }: BoundaryProps): void {
    if (this.state.failed && place !== this.props.place) this.setState({ failed: false });
  }

  override render(): ReactNode {
    const { children, instead = <BareFault /> } = this.props;
    return this.state.failed ? instead : children;
  }
}

/** Repeats what may still fail until it holds; then answers, or throws its last error. */
export async function eventually<T>(attempt: () => Promise<T>, patience_ms = 20_000): Promise<T> {
  const deadline = performance.now() + patience_ms;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** Loads TensorFlow.js with the fastest backend that this machine has. */
import { loadBinding } from "../engine/binding.ts";

/** The namespace of TensorFlow.js. */
export type TensorFlow = typeof import("@tensorflow/tfjs");

/**
 * TensorFlow.js: on libtensorflow where set-up has built it, else on its own JavaScript, which is far slower and says so.
 *
 * Better than importing @tensorflow/tfjs-node itself: the library's start-up messages are kept away, and Node.js 23 and
 * later work too.
 */
export async function loadTensorFlow(): Promise<TensorFlow> {
  try {
    loadBinding(); // silently, with what newer versions of Node.js miss
    return namespaceOf(await import("@tensorflow/tfjs-node"));
  } catch (error) {
    const reason = (error as Error).message.split("\n")[0];
    console.warn(`TensorFlow.js runs in plain JavaScript, slowly: ${reason} (\`gradlab doctor\` says how to mend it)`);
    return namespaceOf(await import("@tensorflow/tfjs"));
  }
}

/** CommonJS modules come with everything under `default` too, where nothing is left out. */
function namespaceOf(module: unknown): TensorFlow {
  return ((module as { default?: TensorFlow }).default ?? module) as TensorFlow;
}

/** Loads TensorFlow.js with the fastest backend that this machine has. */
import { type Binding, loadBinding } from "../engine/binding.ts";
import { nativeKernels } from "../engine/index.ts";

/** The namespace of TensorFlow.js. */
export type TensorFlow = typeof import("@tensorflow/tfjs");

/**
 * TensorFlow.js: on libtensorflow where set-up has built it, else (or with GRADLAB_ENGINE=typescript) on its own
 * JavaScript, which is far slower and says so.
 *
 * Better than importing @tensorflow/tfjs-node itself: the library's start-up messages are kept away, and Node.js 23 and
 * later work too.
 */
export async function loadTensorFlow(): Promise<TensorFlow> {
  const reason = await native();
  if (typeof reason !== "string") return reason;
  console.warn(`TensorFlow.js runs in plain JavaScript, slowly: ${reason} (\`gradlab doctor\` says how to mend it)`);
  const tf = namespaceOf(await import("@tensorflow/tfjs"));
  await tf.ready();
  tf.env().set("PROD", true); // else its first tensor prints advice to install the backend that is not to be had
  tf.tensor([0]).dispose();
  tf.env().set("PROD", false);
  return tf;
}

/** The native backend's namespace, or why there is none. */
async function native(): Promise<TensorFlow | string> {
  if (process.env.GRADLAB_ENGINE === "typescript") return "GRADLAB_ENGINE=typescript asks for it";
  try {
    const binding = loadBinding(nativeKernels()); // silently, with what newer versions of Node.js miss
    const tf = namespaceOf(await import("@tensorflow/tfjs-node"));
    (tf.backend() as unknown as { binding: Binding }).binding = binding; // with its products guarded against signals
    return tf;
  } catch (error) {
    return (error as Error).message.split("\n")[0];
  }
}

/** CommonJS modules come with everything under `default` too, where nothing is left out. */
function namespaceOf(module: unknown): TensorFlow {
  return ((module as { default?: TensorFlow }).default ?? module) as TensorFlow;
}

/** Numeric gradients of whole layers, activations and losses: relative errors, by what the gradient is on. */
import { type NdArray, type nn, numericalGradient, numericalGradientArray, random, relError } from "gradlab/lib";

export type GradientErrors = Record<string, number>;

/**
 * Compares a layer's backward pass with slopes of its forward pass.
 *
 * @param layer a layer that has seen no input, or inputs of X's shape
 * @param X a batch that the layer takes
 * @returns relative errors (1e-8 or less is right): of the input's gradient under "X", of each parameter's under its name
 */
export function checkLayer(layer: nn.Layer, X: NdArray): GradientErrors {
  const dY = random.randn(layer.forward(X).shape);
  const dX = layer.backward(dY);
  const gradients = { ...layer.gradients };
  const errors: GradientErrors = {
    X: relError(
      dX,
      numericalGradientArray((x) => layer.forward(x), X.copy(), dY),
    ),
  };
  for (const [name, parameter] of Object.entries({ ...layer.parameters })) {
    const outWith = (value: NdArray) => {
      layer.parameters[name] = value;
      return layer.forward(X);
    };
    errors[name] = relError(gradients[name], numericalGradientArray(outWith, parameter.copy(), dY));
    layer.parameters[name] = parameter;
  }
  return errors;
}

/** Compares an activation's backward pass with slopes of its forward pass, at pre-activations Z. */
export function checkActivation(activation: nn.Activation, Z: NdArray): GradientErrors {
  const dY = random.randn(Z.shape);
  const slopes = numericalGradientArray((z) => activation.forward(z), Z.copy(), dY);
  return { Z: relError(activation.backward(Z, dY), slopes) };
}

/** Compares a loss's backward pass with slopes of its forward pass. */
export function checkLoss(loss: nn.Loss, Y: NdArray, YHat: NdArray): GradientErrors {
  return {
    YHat: relError(
      loss.backward(Y, YHat),
      numericalGradient((out) => loss.forward(Y, out), YHat.copy()),
    ),
  };
}

/** One line per gradient, the largest error last. */
export function errorTable(errors: Record<string, GradientErrors>): string {
  const rows = Object.entries(errors).flatMap(([part, own]) =>
    Object.entries(own).map(([of, error]) => ({ part, of, error })),
  );
  const width = Math.max(...rows.map(({ part }) => part.length));
  return rows
    .sort((one, other) => one.error - other.error)
    .map(({ part, of, error }) => `${part.padEnd(width)}  ${of.padEnd(4)}  ${error.toExponential(2)}`)
    .join("\n");
}

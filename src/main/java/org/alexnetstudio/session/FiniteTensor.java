package org.alexnetstudio.session;

import java.nio.FloatBuffer;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.weights.DType;
import org.alexnetstudio.weights.Tensor;
import org.alexnetstudio.weights.TensorFile;

/** Tensors for a network: floating-point numbers, all finite. */
final class FiniteTensor {
  private FiniteTensor() {}

  /**
   * Reads a tensor's numbers, without a copy of them where they are 32-bit floats.
   *
   * @throws StudioException where there is none of that name, or a number is infinite or none
   */
  static FloatBuffer read(TensorFile file, String name) throws StudioException {
    Tensor tensor = file.tensor(name);
    if (!tensor.dtype().isFloatingPoint()) {
      throw refusal(name, "its numbers are " + tensor.dtype() + ", not floating-point numbers");
    }
    FloatBuffer floats =
        tensor.dtype() == DType.F32
            ? tensor.data().asFloatBuffer()
            : FloatBuffer.wrap(tensor.toFloats());
    for (int i = 0; i < floats.limit(); i++) {
      if (!Float.isFinite(floats.get(i))) {
        throw refusal(name, "number " + i + " is " + floats.get(i));
      }
    }
    return floats;
  }

  private static StudioException refusal(String name, String why) {
    return StudioException.badInput(
        "The tensor \"" + name + "\" can't be used", why, "Use another copy of the weights.");
  }
}

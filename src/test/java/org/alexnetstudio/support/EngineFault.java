package org.alexnetstudio.support;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.lang.reflect.Field;
import java.util.Map;
import org.alexnetstudio.session.Studio;

/** Makes the engine itself fail, which nothing that a user can write does for certain. */
public final class EngineFault {
  private EngineFault() {}

  /** Gives the last layer of the network that learns a bias of another length. */
  public static void provoke(Studio studio) throws ReflectiveOperationException {
    Object job = read(read(studio.network(), "network"), "job");
    Map<?, ?> parameters = (Map<?, ?>) read(read(read(job, "live"), "network"), "parameters");
    Parameter bias = null;
    for (Map.Entry<?, ?> each : parameters.entrySet()) {
      if (each.getKey().toString().endsWith(".bias")) {
        bias = (Parameter) each.getValue();
      }
    }
    NDArray sound = bias.getArray();
    NDArray wrong = sound.getManager().zeros(new Shape(sound.size() + 1));
    wrong.setRequiresGradient(true);
    Field array = Parameter.class.getDeclaredField("array");
    array.setAccessible(true);
    array.set(bias, wrong);
  }

  private static Object read(Object of, String name) throws ReflectiveOperationException {
    Field field = of.getClass().getDeclaredField(name);
    field.setAccessible(true);
    return field.get(of);
  }
}

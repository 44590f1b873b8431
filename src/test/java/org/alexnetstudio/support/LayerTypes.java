package org.alexnetstudio.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.alexnetstudio.experiment.LayerSpec;
import org.alexnetstudio.experiment.NetworkSpec;

/** Keeps tests of every type of layer from passing by a new one. */
public final class LayerTypes {
  private LayerTypes() {}

  /** The network itself, which must have a layer of each type that there is. */
  public static NetworkSpec all(NetworkSpec network) {
    Set<Class<?>> missing = new HashSet<>(Arrays.asList(LayerSpec.class.getPermittedSubclasses()));
    network.layers().forEach(layer -> missing.remove(layer.getClass()));
    assertEquals(Set.of(), missing, "types of layers that this test does not try");
    return network;
  }
}

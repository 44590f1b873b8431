package org.alexnetstudio.training;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.NetworkSpec;
import org.alexnetstudio.network.ComputeDevice;
import org.alexnetstudio.network.Network;

/**
 * A training's network once more on each further device, which computes the gradients of a part of
 * every batch.
 *
 * @param networks none where there is one device only
 */
public record Replicas(List<Network> networks) implements AutoCloseable {
  /** Defensive copy. */
  public Replicas {
    networks = List.copyOf(networks);
  }

  /**
   * Builds them.
   *
   * @param devices all of the training, the network's own first
   * @throws StudioException where the engine fails, as for want of memory
   */
  public static Replicas build(NetworkSpec spec, List<ComputeDevice> devices)
      throws StudioException {
    List<Network> built = new ArrayList<>();
    try {
      for (ComputeDevice device : devices.subList(1, devices.size())) {
        built.add(Network.build(spec, device, 0));
      }
      return new Replicas(built);
    } catch (StudioException e) {
      built.forEach(Network::close);
      throw e;
    }
  }

  /** All devices, such as "gpu:0, gpu:1"; that of the training's own network first. */
  public String deviceNames(Network own) {
    return Stream.concat(Stream.of(own), networks.stream())
        .map(each -> each.device().name())
        .collect(Collectors.joining(", "));
  }

  @Override
  public void close() {
    networks.forEach(Network::close);
  }
}

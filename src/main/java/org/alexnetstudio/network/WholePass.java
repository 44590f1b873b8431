package org.alexnetstudio.network;

/**
 * A pass for inference through all layers of one network, with its weights as they are at the
 * moment. The network closes it.
 */
@FunctionalInterface
interface WholePass extends Inference, AutoCloseable {
  @Override
  default void close() {}
}

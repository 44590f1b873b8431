package org.alexnetstudio.training;

import org.alexnetstudio.network.Inference;
import org.alexnetstudio.network.Network;

/** Looks on while the validation images pass through the network; called on the compute thread. */
public interface ValidationWatch {
  /** Looks at nothing. */
  ValidationWatch NONE =
      new ValidationWatch() {
        @Override
        public void begin() {}

        @Override
        public Inference batch(Network network, int[] images) {
          return network::forward;
        }

        @Override
        public void end(int step) {}
      };

  /** A validation begins; one before it may have been broken off. */
  void begin();

  /**
   * Some images are about to pass.
   *
   * @param images their numbers within the packed images
   * @return the way on which they pass
   */
  Inference batch(Network network, int[] images);

  /**
   * All validation images have passed.
   *
   * @param step finished steps of the training
   */
  void end(int step);
}

package org.alexnetstudio.weights;

/** Content that no state dict of PyTorch has; the message says why, without a full stop. */
final class TorchFormatException extends Exception {
  private static final long serialVersionUID = 1L;

  TorchFormatException(String why) {
    super(why);
  }
}
